import type { Dispatcher } from 'undici';
import { CallError, type Executed } from '@banyan/contracts/define';
import { decodeFailure } from '@banyan/contracts/wire';

/** The most that a timer can wait; beyond it Node fires at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** What an exchange is for. */
export interface Asked {
  readonly address: string;
  /** The status of an answer; each other one is a failure. */
  readonly answeredBy: 200 | 202;
  /** Milliseconds from now until nobody waits any more. */
  readonly timeout: number;
}

/**
 * One request and its answer. A request that never reached a connection is known not to have been executed;
 * from the first byte sent on, nobody can know.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #asked: Asked;
  readonly #resolve: (answer: unknown) => void;
  readonly #reject: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  readonly #chunks: Buffer[] = [];

  constructor(asked: Asked, resolve: (answer: unknown) => void, reject: (error: Error) => void) {
    this.#asked = asked;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#giveUp(), Math.min(asked.timeout, LONGEST_WAIT));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Nobody waits any more, so it must not be sent.
    if (this.#settled) controller.abort(new Error('The deadline passed.'));
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    this.#settle();
    const text = (this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)).toString();
    if (this.#status !== this.#asked.answeredBy) return this.#reject(this.#failure(text));
    try {
      this.#resolve(JSON.parse(text));
    } catch {
      this.#reject(this.#unavailable('answered with something that is not JSON'));
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(this.#unavailable(this.#controller ? 'broke off before the answer was complete' : 'could not be reached', error));
  }

  get #executed(): Executed {
    return this.#controller ? 'unknown' : 'no';
  }

  #settle(): void {
    this.#settled = true;
    clearTimeout(this.#timer);
  }

  #giveUp(): void {
    this.#settle();
    const { address, timeout } = this.#asked;
    const message = `${address} did not answer within ${timeout} ms; ask again with more time, or see why its host is slow.`;
    this.#reject(new CallError('deadlineExceeded', address, message, { executed: this.#executed }));
    this.#controller?.abort(new Error(message));
  }

  /** The error that the host sent, or what a proxy's page, a redirect or another stranger's answer amounts to. */
  #failure(text: string): Error {
    return decodeFailure(text, this.#asked.address) ?? this.#unavailable(`answered with status ${this.#status} and no failure of ours`);
  }

  #unavailable(happened: string, cause?: Error): CallError {
    const { address } = this.#asked;
    const reason = cause ? ` (${'code' in cause ? String(cause.code) : cause.message})` : '';
    const message = `The host of ${address} ${happened}${reason}; see whether it runs and the route names it.`;
    return new CallError('unavailable', address, message, { executed: this.#executed }, cause ? { cause } : {});
  }
}
