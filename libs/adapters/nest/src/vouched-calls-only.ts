import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { isVouchedFor, refusal } from '@banyan/contracts/wire';
import { SEALED_CALLS } from './sealed-calls.ts';

/**
 * Lets a call through only if its transport vouches for who calls. Nest's own transporters cannot: they know no
 * signature, and hand over a context of their own.
 */
export class VouchedCallsOnly implements CanActivate {
  readonly #served: string;

  /** @param served what the controller serves: a module's name or an address */
  constructor(served: string) {
    this.#served = served;
  }

  /** @throws {CallError} `unauthenticated`; not executed */
  canActivate(execution: ExecutionContext): true {
    if (isVouchedFor(execution.switchToRpc().getContext())) return true;
    const message = `Nobody vouches for this call of ${this.#served}; send it sealed to '${SEALED_CALLS}', or over a transport that verifies signatures.`;
    throw refusal('unauthenticated', this.#served, message);
  }
}
