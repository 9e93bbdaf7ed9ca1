import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PAYMENT_SIGNATURE } from '@banyan/contracts/public';
import type { FastifyRequest } from 'fastify';
import { EDGE_HOST, type EdgeHost } from './edge-host.ts';
import { ProblemError } from './problem/problem-error.ts';
import { signatureHolds } from './request/event-signature.ts';
import { rawBodyOf } from './request/raw-bodies.ts';

/** Lets nothing through but what the payment provider has signed a moment ago, before anything of it is looked at. */
@Injectable()
export class SignedEvents implements CanActivate {
  readonly #host: EdgeHost;

  constructor(@Inject(EDGE_HOST) host: EdgeHost) {
    this.#host = host;
  }

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const signature = request.headers[PAYMENT_SIGNATURE];
    if (signature === undefined) throw new ProblemError('paymentSignatureMissing');
    const { paymentEventKeys: keys, now } = this.#host;
    const holds = typeof signature === 'string' && signatureHolds(signature, rawBodyOf(request.raw), { keys, now: now().getTime() });
    if (!holds) throw new ProblemError('paymentSignatureInvalid');
    return true;
  }
}
