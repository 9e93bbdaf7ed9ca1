import { Pool } from 'undici';
import { CallError, type CallContext, type DeferredCall } from '@banyan/contracts/define';
import type { AddressedOperation, Delivered, Target } from '@banyan/strangler';
import { Exchange, type Asked } from './exchange.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { DELIVERIES, signPrincipal, type Signed } from '@banyan/contracts/wire';
import { BODY_LIMIT, DELIVERIES_PATH, headers, OPERATIONS_PATH, SCHEME } from './wire.ts';

export interface HttpTargetOptions {
  /** Scheme, host and port of the other host's internal listener. */
  readonly url: string;
  /** The name of this host: who delivers. */
  readonly caller: string;
  readonly keys: KeyRing;
  /** Connections that are opened at most; 128 where left out. Calls beyond that wait, each until its deadline. */
  readonly connections?: number;
  /** Milliseconds until a connection must stand; 2,000 where left out. */
  readonly connectTimeout?: number;
  /** Milliseconds for one delivery; 10,000 where left out. */
  readonly deliveryTimeout?: number;
  /** Bytes of an answer that are taken; 8 MiB where left out. */
  readonly answerLimit?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const DELIVERY_TIMEOUT = 10_000;

/** Another host, reached over HTTP. Answers are handed on as they come; whoever calls checks them. */
export class HttpTarget implements Target {
  readonly carries = ['reply', 'deferred'] as const;
  readonly #pool: Pool;
  readonly #keys: KeyRing;
  readonly #deliverer: string;
  readonly #deliveryTimeout: number;
  readonly #now: () => number;

  constructor(options: HttpTargetOptions) {
    this.#keys = options.keys;
    this.#deliverer = options.caller;
    this.#deliveryTimeout = options.deliveryTimeout ?? DELIVERY_TIMEOUT;
    this.#now = options.now ?? Date.now;
    this.#pool = new Pool(options.url, {
      connections: options.connections ?? 128,
      connectTimeout: options.connectTimeout ?? 2_000,
      maxResponseSize: options.answerLimit ?? BODY_LIMIT,
      allowH2: false,
      // Each exchange has a time limit of its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  call({ address, contractVersion }: AddressedOperation, input: unknown, context: CallContext): Promise<unknown> {
    const { principal, caller, deadline, traceparent, routeVersion, visitor, override, shadow } = context;
    const at = this.#now();
    if (at >= deadline) return Promise.reject(tooLate(address));
    return this.#send(
      { address, answeredBy: 200, timeout: deadline - at },
      OPERATIONS_PATH + address,
      { principal, caller, destination: address, ...(shadow ? { shadow } : {}) },
      JSON.stringify(input),
      [
        ...['traceparent', traceparent, headers.deadline, String(deadline), headers.routeVersion, String(routeVersion), headers.contract, contractVersion],
        ...(visitor === undefined ? [] : [headers.visitor, encodeURIComponent(visitor.toWellFormed())]),
        ...(override === undefined ? [] : [headers.override, override.token]),
      ],
      at,
    );
  }

  async deliver(calls: readonly DeferredCall[]): Promise<Delivered> {
    const [first] = calls;
    if (!first) return 'stored';
    const at = this.#now();
    const timeout = this.#deliveryTimeout;
    await this.#send(
      { address: DELIVERIES, answeredBy: 202, timeout },
      DELIVERIES_PATH,
      { principal: { kind: 'module', module: this.#deliverer }, caller: this.#deliverer, destination: DELIVERIES },
      JSON.stringify({ calls }),
      ['traceparent', first.traceparent, headers.deadline, String(at + timeout), headers.routeVersion, String(first.routeVersion)],
      at,
    );
    return 'stored';
  }

  /** Waits for the calls under way, each until its deadline at most, and closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  #send(asked: Asked, path: string, signed: Signed, json: string, described: string[], at: number): Promise<unknown> {
    const body = Buffer.from(json);
    const authorization = SCHEME + signPrincipal(this.#keys, signed, body, at);
    return new Promise((resolve, reject) => {
      this.#pool.dispatch(
        { method: 'POST', path, body, headers: ['content-type', 'application/json', 'authorization', authorization, ...described] },
        new Exchange(asked, resolve, reject),
      );
    });
  }
}

function tooLate(address: string): CallError {
  return new CallError('deadlineExceeded', address, `The deadline passed before ${address} was sent; ask again with more time.`, {
    executed: 'no',
  });
}
