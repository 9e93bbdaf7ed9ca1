import type { Message } from '@aws-sdk/client-sqs';
import type { LoggerService } from '@nestjs/common';
import { isCallError, isOperationError, type Acknowledgement, type CallError, type CallErrorCode } from '@banyan/contracts/define';
import type { OpenCall } from '@banyan/contracts/wire';
import { backoff } from '@banyan/outbox';
import type { Acknowledger } from './acknowledger.ts';
import type { CallRunner } from './call-runner.ts';
import { mergeDeliveries } from './deliveries.ts';
import type { InHand } from './in-hand.ts';
import { readLetter, type Letter, type Reading } from './letter.ts';
import type { ParkedLetters } from './parked-letters.ts';
import { pause } from './reachability.ts';
import { DELIVERIES } from './wire.ts';

export interface QueueConsumerOptions {
  readonly reading: Reading;
  readonly runner: CallRunner;
  readonly inHand: InHand;
  readonly parked: ParkedLetters;
  readonly acknowledger: Acknowledger;
  /** Aborted when the host closes. */
  readonly closing: AbortSignal;
  readonly logger: LoggerService;
  readonly random: () => number;
}

/** Groups that may wait for their next attempt while further messages are taken. */
const STALLED_LIMIT = 100;

/** Failures that no repetition mends. */
const refusing: ReadonlySet<CallErrorCode> = new Set<CallErrorCode>(['contractViolation', 'unauthenticated', 'forbidden', 'unknownOperation']);

/**
 * Handles the messages of a queue: groups beside each other, the messages of a group one after the other, each until it
 * is done or parked. What the host does not get done before it closes goes back to the queue.
 */
export class QueueConsumer {
  readonly #options: QueueConsumerOptions;
  readonly #working = new Set<Promise<void>>();
  #stalled = 0;

  constructor(options: QueueConsumerOptions) {
    this.#options = options;
  }

  /** Resolves once further messages may come: of these, each is done, or its group waits for its next attempt. */
  async take(messages: readonly Message[]): Promise<void> {
    const { inHand, reading } = this.#options;
    inHand.hold(messages);
    const letters = messages.map((message) => readLetter(message, reading));
    const left = await this.#handleTogether(letters);
    const groups = Map.groupBy(left, ({ group }) => group);
    await Promise.all([...groups.values()].map((group) => this.#begin(group)));
  }

  /** Resolves once nothing is in hand. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /**
   * Hands deliveries on in one call.
   * @returns the letters that are left to be handled one by one
   */
  async #handleTogether(letters: readonly Letter[]): Promise<readonly Letter[]> {
    const { closing, inHand } = this.#options;
    const { merged, others } = mergeDeliveries(letters);
    if (!merged || closing.aborted) return letters;
    try {
      await this.#run(merged.call);
    } catch {
      // One of them may be at fault; each alone shows which.
      return letters;
    }
    await inHand.delete(merged.letters.map(({ message }) => message));
    return others;
  }

  #begin(group: readonly Letter[]): Promise<void> {
    return new Promise((mayGoOn) => {
      let stalled = false;
      const stall = () => {
        if (stalled || this.#stalled >= STALLED_LIMIT) return;
        stalled = true;
        this.#stalled++;
        mayGoOn();
      };
      this.#track(
        this.#handle(group, stall).finally(() => {
          if (stalled) this.#stalled--;
          mayGoOn();
        }),
      );
    });
  }

  async #handle(group: readonly Letter[], stall: () => void): Promise<void> {
    const { closing, inHand, random } = this.#options;
    let failures = 0;
    for (let done = 0; done < group.length; ) {
      if (closing.aborted) return inHand.handBack(group.slice(done).map(({ message }) => message));
      try {
        await this.#attempt(group[done]!);
        done++;
        failures = 0;
      } catch (error) {
        failures++;
        if (failures === 1) this.#warn(group[done]!, 'failed, and is tried until it succeeds', error);
        stall();
        await pause(backoff(failures, random), closing);
      }
    }
  }

  /** @throws what may be mended by another attempt */
  async #attempt(letter: Letter): Promise<void> {
    const { message, content } = letter;
    if (isCallError(content)) return this.#park(letter, content);
    try {
      await this.#run(content);
    } catch (error) {
      if (isCallError(error) && refusing.has(error.code)) return this.#park(letter, error);
      if (!isOperationError(error)) throw error;
      this.#warn(letter, `ended with ${error.code}, of which nobody hears`, error);
    }
    await this.#options.inHand.delete([message]);
  }

  async #run(call: OpenCall): Promise<void> {
    const answer = await this.#options.runner.run(call);
    if (call.destination !== DELIVERIES) return;
    const { acknowledged } = answer as { acknowledged: readonly Acknowledgement[] };
    this.#track(this.#options.acknowledger.send(acknowledged, call.context));
  }

  async #park(letter: Letter, reason: CallError): Promise<void> {
    await this.#options.parked.add(letter, reason);
    this.#warn(letter, 'cannot be read, and is parked', reason);
    await this.#options.inHand.delete([letter.message]);
  }

  #track(work: Promise<void>): void {
    const tracked: Promise<void> = work.finally(() => this.#working.delete(tracked));
    this.#working.add(tracked);
  }

  #warn({ message, content }: Letter, happened: string, error: unknown): void {
    const what = isCallError(content) ? '' : ` for ${content.destination}`;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.logger.warn(`Message ${message.MessageId}${what} of ${this.#options.reading.queue} ${happened}: ${reason}`);
  }
}
