import type { Message } from '@aws-sdk/client-sqs';
import { isFifo, Refusal } from './wire.ts';

/** A message that somebody was given, by its receipt handle. */
export interface GivenOut {
  readonly handle: string;
  readonly queue: string;
  readonly messageId: string;
  /** Milliseconds since the epoch at which it is given to others. */
  until: number;
  deleted: boolean;
}

/** Handles that are remembered; older ones are refused as if they had never been given. */
const REMEMBERED = 500_000;

/** Every message that was given out, and who may still speak of it. */
export class GivenOutMessages {
  readonly #now: () => number;
  readonly #handles = new Map<string, GivenOut>();
  readonly #inHand = new Map<string, Map<string, GivenOut>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes messages that somebody is given for so many seconds. Who had one before has it no longer. */
  give(queue: string, messages: readonly Message[], seconds: number): void {
    const until = this.#now() + seconds * 1_000;
    const inHand = this.#of(queue);
    for (const { ReceiptHandle: handle = '', MessageId: messageId = '' } of messages) {
      const before = inHand.get(messageId);
      if (before) before.until = 0;
      const given = { handle, queue, messageId, until, deleted: false };
      inHand.set(messageId, given);
      this.#handles.set(handle, given);
    }
    for (const oldest of this.#handles.keys()) {
      if (this.#handles.size <= REMEMBERED) break;
      this.#handles.delete(oldest);
    }
  }

  find(handle: string | undefined): GivenOut | undefined {
    return this.#handles.get(handle ?? '');
  }

  /** Lets somebody keep a message for so many seconds from now; none gives it back. */
  keep(given: GivenOut, seconds: number): void {
    given.until = seconds === 0 ? 0 : this.#now() + seconds * 1_000;
  }

  delete(given: GivenOut): void {
    given.deleted = true;
    const inHand = this.#of(given.queue);
    if (inHand.get(given.messageId) === given) inHand.delete(given.messageId);
  }

  isHeld(given: GivenOut): boolean {
    return !given.deleted && given.until > this.#now();
  }

  /** How many more messages a queue gives out before it reaches a limit. */
  room(queue: string, limit: number): number {
    const inHand = this.#of(queue);
    if (inHand.size >= limit) for (const [messageId, given] of inHand) if (!this.isHeld(given)) inHand.delete(messageId);
    return limit - inHand.size;
  }

  /** Why nobody may speak of a message by this handle, if so. A deleted message may be deleted again. */
  refusal(handle: string | undefined): Refusal | undefined {
    const given = this.find(handle);
    if (!given) return new Refusal('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
    if (given.deleted || this.isHeld(given) || !isFifo(given.queue)) return undefined;
    return new Refusal('InvalidParameterValue', `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`);
  }

  #of(queue: string): Map<string, GivenOut> {
    let inHand = this.#inHand.get(queue);
    if (!inHand) this.#inHand.set(queue, (inHand = new Map()));
    return inHand;
  }
}
