import { ChangeMessageVisibilityCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { Unavailable } from '@banyan/contracts/define';
import type { SqsConnection } from './connection.ts';
import { isFifo, parkedQueue } from './queue-names.ts';
import { Queues } from './queues.ts';
import { SqsSender } from './sqs-sender.ts';

const ENTRIES = 10;
/** Seconds: long enough to see the messages of every part of the queue. */
const WAIT = 1;
/** Seconds for which nobody else redrives the same messages. */
const VISIBILITY = 30;

/**
 * Takes what lies parked beside a queue back into it, each group in its order. A message is in both for a moment and never in none,
 * and its copies carry the same deduplication id: broken off or done twice, it leaves at worst a call twice in the queue, which an
 * inbox ignores. What is parked anew meanwhile stays parked.
 * @param now milliseconds since the epoch
 * @returns how many messages were taken back
 * @throws {Unavailable} if SQS cannot be reached; what was not taken back is still parked
 */
export async function redrive(connection: SqsConnection, queue: string, now: () => number): Promise<number> {
  const queues = new Queues(connection, WAIT * 1_000);
  const sender = new SqsSender({ connection });
  try {
    return await new Redrive(queues, sender, queue, now()).run();
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable('SQS', { cause: error });
  } finally {
    await sender.close();
    queues.close();
  }
}

class Redrive {
  readonly #queues: Queues;
  readonly #sender: SqsSender;
  readonly #queue: string;
  readonly #begun: number;

  constructor(queues: Queues, sender: SqsSender, queue: string, begun: number) {
    this.#queues = queues;
    this.#sender = sender;
    this.#queue = queue;
    this.#begun = begun;
  }

  async run(): Promise<number> {
    const url = await this.#queues.urlOf(parkedQueue(this.#queue));
    for (let moved = 0; ; ) {
      const messages = await this.#receive(url);
      const earlier = messages.filter((message) => this.#wasParkedBefore(message));
      if (earlier.length > 0) {
        await this.#takeBack(url, earlier).catch(async (error: unknown) => {
          await this.#handBack(url, messages).catch(() => undefined);
          throw error;
        });
        moved += earlier.length;
      }
      const later = messages.filter((message) => !earlier.includes(message));
      await this.#handBack(url, later);
      if (messages.length === 0 || later.length > 0) return moved;
    }
  }

  /** What this run has sent back may be parked anew: it is not taken again, or it would never end. */
  #wasParkedBefore({ Attributes }: Message): boolean {
    return Number(Attributes?.SentTimestamp ?? 0) <= this.#begun;
  }

  async #receive(QueueUrl: string): Promise<Message[]> {
    const { Messages = [] } = await this.#queues.client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: ENTRIES,
        WaitTimeSeconds: WAIT,
        VisibilityTimeout: VISIBILITY,
        MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
      }),
    );
    return Messages;
  }

  /** The deduplication id is not that by which the message came: SQS would take it for that one and drop it. */
  #send({ MessageId = '', Body = '', Attributes }: Message): Promise<void> {
    const fifo = isFifo(this.#queue) ? { group: Attributes?.MessageGroupId ?? MessageId, deduplicationId: `redriven-${MessageId}` } : {};
    return this.#sender.send(this.#queue, { body: Body, ...fifo });
  }

  async #takeBack(QueueUrl: string, messages: readonly Message[]): Promise<void> {
    await Promise.all(messages.map((message) => this.#send(message)));
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await this.#queues.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }

  /** The last first, so that they stand there as they came. */
  async #handBack(QueueUrl: string, messages: readonly Message[]): Promise<void> {
    for (const { ReceiptHandle } of messages.toReversed()) await this.#queues.client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
}
