import type { GivenOutMessages } from './given-out.ts';
import type { Received } from './wire.ts';

interface Attempt {
  readonly outcome: Promise<Received>;
  readonly since: number;
}

/** Milliseconds for which an attempt can be repeated. */
const WINDOW = 5 * 60 * 1_000;

/** Requests for messages that can be repeated under their name when the answer was lost. */
export class Attempts {
  readonly #now: () => number;
  readonly #givenOut: GivenOutMessages;
  readonly #attempts = new Map<string, Attempt>();

  constructor(now: () => number, givenOut: GivenOutMessages) {
    this.#now = now;
    this.#givenOut = givenOut;
  }

  /**
   * The same messages by the same handles as the first time, as long as all are still held; else, what is received anew.
   * @returns also whether it is a repetition
   */
  async once(queue: string, name: string, receive: () => Promise<Received>): Promise<{ readonly received: Received; readonly repeated: boolean }> {
    this.#forget();
    const key = `${queue} ${name}`;
    const before = await this.#attempts.get(key)?.outcome.catch(() => undefined);
    if (before?.Messages && before.Messages.every(({ ReceiptHandle }) => this.#isHeld(ReceiptHandle))) return { received: before, repeated: true };
    const outcome = receive();
    this.#attempts.delete(key);
    this.#attempts.set(key, { outcome, since: this.#now() });
    return { received: await outcome, repeated: false };
  }

  #isHeld(handle: string | undefined): boolean {
    const given = this.#givenOut.find(handle);
    return given !== undefined && this.#givenOut.isHeld(given);
  }

  #forget(): void {
    for (const [key, { since }] of this.#attempts) {
      if (this.#now() - since < WINDOW) break;
      this.#attempts.delete(key);
    }
  }
}
