import type { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { CallError, codecOf, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { decodeFailure, DELIVERIES, sealCall, type OpenCall } from '@banyan/contracts/wire';
import type { AddressedOperation, Delivered, Target } from '@banyan/strangler';
import { SEALED_CALLS, SealedAnswer } from './sealed-calls.ts';

export interface ClientProxyTargetOptions {
  /** Nest's client of any transporter: TCP, NATS, RabbitMQ … */
  readonly client: Pick<ClientProxy, 'send' | 'close'>;
  /** The name of this host: who delivers. */
  readonly caller: string;
  readonly keys: KeyRing;
  /** Milliseconds for one delivery; 10,000 where left out. */
  readonly deliveryTimeout?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const sealedAnswer = codecOf(SealedAnswer);

/** Another host, reached over one of Nest's own transporters. */
export class ClientProxyTarget implements Target {
  readonly carries = ['reply', 'deferred'] as const;
  readonly #client: ClientProxyTargetOptions['client'];
  readonly #caller: string;
  readonly #keys: KeyRing;
  readonly #deliveryTimeout: number;
  readonly #now: () => number;

  constructor({ client, caller, keys, deliveryTimeout = 10_000, now = Date.now }: ClientProxyTargetOptions) {
    this.#client = client;
    this.#caller = caller;
    this.#keys = keys;
    this.#deliveryTimeout = deliveryTimeout;
    this.#now = now;
  }

  call({ address, contractVersion }: AddressedOperation, input: unknown, context: CallContext): Promise<unknown> {
    return this.#send({ destination: address, contractVersion, input, context });
  }

  async deliver(calls: readonly DeferredCall[]): Promise<Delivered> {
    const [first] = calls;
    if (!first) return 'stored';
    const { contractVersion, traceparent, routeVersion } = first;
    const context: CallContext = {
      principal: { kind: 'module', module: this.#caller },
      caller: this.#caller,
      deadline: this.#now() + this.#deliveryTimeout,
      traceparent,
      routeVersion,
    };
    await this.#send({ destination: DELIVERIES, contractVersion, input: { calls }, context });
    return 'stored';
  }

  /** Closes the connection; calls that were not answered end as `unavailable`. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async #send(call: OpenCall): Promise<unknown> {
    const { destination: address, context } = call;
    const now = this.#now();
    const patience = context.deadline - now;
    if (patience <= 0) throw notAnswered(address, 'no');
    const sealed = sealCall(this.#keys, call, { now });
    let answer: unknown;
    try {
      answer = await firstValueFrom(this.#client.send<unknown>(SEALED_CALLS, sealed).pipe(timeout(patience)));
    } catch (error) {
      throw error instanceof TimeoutError ? notAnswered(address, 'unknown') : unreachable(address, error);
    }
    if (!sealedAnswer.check(answer)) throw unreachable(address, new TypeError('it answered with something else'));
    if ('answer' in answer) return answer.answer;
    throw decodeFailure(answer.failure, address) ?? unreachable(address, new TypeError('it failed in another form'));
  }
}

function notAnswered(address: string, executed: 'no' | 'unknown'): CallError {
  return new CallError('deadlineExceeded', address, `${address} did not answer before the deadline; ask again with more time, or see why its host is slow.`, { executed });
}

/** Only a refused connection tells that nothing was sent. */
function unreachable(address: string, cause: unknown): CallError {
  const code = (cause as { code?: unknown } | null)?.code;
  const reason = typeof code === 'string' ? code : cause instanceof Error ? cause.message : String(cause);
  return new CallError('unavailable', address, `The host of ${address} could not answer (${reason}); see whether it runs and the route names it.`, {
    executed: code === 'ECONNREFUSED' ? 'no' : 'unknown',
  });
}
