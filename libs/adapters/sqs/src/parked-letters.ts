import type { CallError } from '@banyan/contracts/define';
import type { Letter } from './letter.ts';
import { isFifo, parkedQueue } from './queue-names.ts';
import type { SqsSender } from './sqs-sender.ts';

/** What a queue's consumer cannot read: kept beside the queue, unchanged, until somebody looks at it. */
export class ParkedLetters {
  readonly #sender: SqsSender;
  readonly #queue: string;

  constructor(sender: SqsSender, queue: string) {
    this.#sender = sender;
    this.#queue = queue;
  }

  /**
   * Adds a letter, with the code of the reason, the queue it came from and when it was sent there (milliseconds since the epoch).
   * @throws {Unavailable} if it is not certain that it is there
   */
  add({ message, group }: Letter, { code }: CallError): Promise<void> {
    const { MessageId = '', Body = '', Attributes } = message;
    return this.#sender.send(parkedQueue(this.#queue), {
      body: Body,
      ...(isFifo(this.#queue) ? { group, deduplicationId: MessageId } : {}),
      attributes: { reason: code, queue: this.#queue, sent: Attributes?.SentTimestamp ?? 'unknown' },
    });
  }
}
