import { Controller, type Type as Class } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Type, type Static } from 'typebox';
import type { Contract } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { DELIVERIES, encodeFailure, isSameContract, openCall, refusals, type OpenCall } from '@banyan/contracts/wire';
import { operationsOf, type Ambient, type Routed } from '@banyan/strangler';
import { takeDelivery } from './delivery.ts';

/** The message pattern under which a host takes sealed calls over any of Nest's own transporters. */
export const SEALED_CALLS = 'banyan.calls';

/** What a sealed call is answered with: the answer, or the failure as its wire form. Both are data, so that every transporter carries them. */
export const SealedAnswer = Type.Union([Type.Object({ answer: Type.Unknown() }), Type.Object({ failure: Type.String() })]);
export type SealedAnswer = Static<typeof SealedAnswer>;

export interface SealedCallsOptions {
  /** The contracts of the modules that run here. */
  readonly contracts: readonly Contract[];
  /** What is in force now. */
  readonly routed: () => Routed;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * A controller that serves a host's operations, and takes deliveries, as sealed calls: what `ClientProxyTarget` sends.
 * A host connects no transport of Nest's own without it, since such a transport knows no signature.
 */
export function sealedCallsController({ contracts, routed, keys, ambient, now }: SealedCallsOptions): Class<unknown> {
  const versions = new Map(contracts.flatMap(operationsOf).map(({ address, contractVersion }) => [address, contractVersion]));

  async function execute({ destination, contractVersion, input, context }: OpenCall): Promise<unknown> {
    if (now() >= context.deadline) throw refusals.late(destination);
    if (destination === DELIVERIES) return takeDelivery(routed().receive, input);
    const call = routed().served.get(destination);
    const served = versions.get(destination);
    if (!call || served === undefined) throw refusals.unknown(destination);
    if (!isSameContract(served, contractVersion)) throw refusals.otherContract(destination, served, contractVersion);
    return ambient.run(context, () => call(input, context));
  }

  @Controller()
  class SealedCallsController {
    @MessagePattern(SEALED_CALLS)
    async call(@Payload() sealed: unknown): Promise<SealedAnswer> {
      let address = SEALED_CALLS;
      try {
        const open = openCall(keys, sealed, { now: now() });
        address = open.destination;
        return { answer: await execute(open) };
      } catch (error) {
        return { failure: encodeFailure(error, address).body };
      }
    }
  }
  return SealedCallsController;
}
