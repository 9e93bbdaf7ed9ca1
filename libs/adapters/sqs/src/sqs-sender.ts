import type { SqsConnection } from './connection.ts';
import { Queues } from './queues.ts';
import { SendingQueue, type QueueMessage } from './sending-queue.ts';

export interface SqsSenderOptions {
  readonly connection: SqsConnection;
  /** Batches that may be under way to one queue at once; 8 where left out. */
  readonly batchesAtOnce?: number;
  /** Bytes that may wait for one queue; 64 MiB where left out. Further messages are refused at once. */
  readonly waitingLimit?: number;
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random?: () => number;
}

const BATCHES_AT_ONCE = 8;
const WAITING_LIMIT = 64 * 1024 * 1024;

/**
 * Sends messages, many in one request: what gathers while others are under way goes together, and a message that is
 * alone waits for nothing.
 */
export class SqsSender {
  readonly #options: SqsSenderOptions;
  readonly #queues: Queues;
  readonly #sending = new Map<string, SendingQueue>();

  constructor(options: SqsSenderOptions) {
    this.#options = options;
    this.#queues = new Queues(options.connection);
  }

  /**
   * Resolves once SQS has the message. Messages of one group reach the queue in the order in which they were sent here.
   * @throws {Unavailable} if it is not certain that SQS has it
   * @throws {CallError} `contractViolation`, if SQS never takes such a message
   */
  send(queue: string, message: QueueMessage): Promise<void> {
    let sending = this.#sending.get(queue);
    if (!sending) {
      const { batchesAtOnce = BATCHES_AT_ONCE, waitingLimit = WAITING_LIMIT, random = Math.random } = this.#options;
      sending = new SendingQueue({ queue, queues: this.#queues, batchesAtOnce, waitingLimit, random });
      this.#sending.set(queue, sending);
    }
    return sending.send(message);
  }

  /** Waits for what is under way, and lets the connections go. */
  async close(): Promise<void> {
    await Promise.all([...this.#sending.values()].map((sending) => sending.idle()));
    this.#queues.close();
  }
}
