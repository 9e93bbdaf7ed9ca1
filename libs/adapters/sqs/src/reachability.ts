import { setTimeout } from 'node:timers/promises';
import { backoff } from '@banyan/outbox';

/** Waits so many milliseconds, or until the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Remembers whether something can be reached: says once when it no longer can, and once when it can again. */
export class Reachability {
  readonly #what: string;
  readonly #say: (message: string) => void;
  readonly #random: () => number;
  #failures = 0;

  /** @param what as people call it: `the queue shop-orders.fifo` */
  constructor(what: string, say: (message: string) => void, random: () => number) {
    this.#what = what;
    this.#say = say;
    this.#random = random;
  }

  succeeded(): void {
    if (this.#failures > 0) this.#say(`SQS gives messages of ${this.#what} again.`);
    this.#failures = 0;
  }

  failed(error: unknown): void {
    this.#failures++;
    if (this.#failures > 1) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#say(`SQS gives no messages of ${this.#what} (${reason}); it is asked until it does.`);
  }

  /** Lets a while pass if the last attempt failed: the longer, the more did. */
  async beforeNextAttempt(signal: AbortSignal): Promise<void> {
    if (this.#failures > 0) await pause(backoff(this.#failures, this.#random), signal);
  }
}
