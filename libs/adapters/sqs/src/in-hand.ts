import { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, type Message } from '@aws-sdk/client-sqs';
import { batcher } from '@banyan/outbox';
import type { Queues } from './queues.ts';

export interface InHandOptions {
  readonly queues: Queues;
  readonly url: string;
  /** Seconds for which SQS gives a message to nobody else. */
  readonly visibility: number;
  /** Hears of requests that failed; the messages are then given out again when their time has passed. */
  readonly onError: (error: unknown) => void;
}

/** A message's place in a batch. */
interface Entry {
  readonly Id: string;
  readonly ReceiptHandle: string | undefined;
}

type BatchCommand = DeleteMessageBatchCommand | ChangeMessageVisibilityBatchCommand;

const ENTRIES = 10;

/** The messages of a queue that this process has in hand: SQS gives them to nobody else until they are let go. */
export class InHand {
  readonly #options: InHandOptions;
  readonly #held = new Set<Message>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #delete = batcher<Message, void>(async (messages) => {
    await this.#inTens(messages, (QueueUrl, Entries) => new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return [];
  });

  constructor(options: InHandOptions) {
    this.#options = options;
    const { visibility } = options;
    this.#heartbeat = setInterval(() => void this.#setVisibility([...this.#held], visibility), (visibility * 1_000) / 3);
  }

  /** Keeps messages that were just received. */
  hold(messages: readonly Message[]): void {
    for (const message of messages) this.#held.add(message);
  }

  /** Removes messages that are done from the queue. */
  async delete(messages: readonly Message[]): Promise<void> {
    this.#letGo(messages);
    await Promise.all(messages.map(this.#delete));
  }

  /** Gives messages back to the queue, the last first, so that they stand there as they came. */
  async handBack(messages: readonly Message[]): Promise<void> {
    this.#letGo(messages);
    await this.#setVisibility(messages.toReversed(), 0);
  }

  /** Ends the heartbeat. */
  close(): void {
    clearInterval(this.#heartbeat);
  }

  #letGo(messages: readonly Message[]): void {
    for (const message of messages) this.#held.delete(message);
  }

  #setVisibility(messages: readonly Message[], VisibilityTimeout: number): Promise<void> {
    return this.#inTens(messages, (QueueUrl, entries) => {
      const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout }));
      return new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
    });
  }

  async #inTens(messages: readonly Message[], command: (url: string, entries: Entry[]) => BatchCommand): Promise<void> {
    const { queues, url, onError } = this.#options;
    const requests: Promise<unknown>[] = [];
    for (let first = 0; first < messages.length; first += ENTRIES) {
      const entries = messages.slice(first, first + ENTRIES).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      requests.push(queues.client.send(command(url, entries)).catch(onError));
    }
    await Promise.all(requests);
  }
}
