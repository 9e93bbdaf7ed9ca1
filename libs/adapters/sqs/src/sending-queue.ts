import { SendMessageBatchCommand, type BatchResultErrorEntry, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { Unavailable } from '@banyan/contracts/define';
import { backoff } from '@banyan/outbox';
import type { Queues } from './queues.ts';
import { isThrottling, refusedBySqs, tooLong } from './refusals.ts';

/** A message on its way to a queue. */
export interface QueueMessage {
  readonly body: string;
  /** Messages of one group keep their order; left out for a standard queue. */
  readonly group?: string;
  /** SQS takes a message with the same id only once within five minutes. */
  readonly deduplicationId?: string;
  /** Shown beside the body, as text. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Where messages go, and how much of them at once. */
export interface SendingQueueOptions {
  readonly queue: string;
  readonly queues: Queues;
  readonly batchesAtOnce: number;
  /** Bytes. */
  readonly waitingLimit: number;
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random: () => number;
}

interface Entry {
  readonly message: QueueMessage;
  /** Messages of one lane are sent one after the other. */
  readonly lane: string | symbol;
  readonly bytes: number;
  failures: number;
  resolve(): void;
  reject(error: Error): void;
}

const ENTRIES = 10;
const BYTES = 1024 * 1024;
const ATTEMPTS = 6;

/**
 * What waits to be sent to one queue. A batch holds at most one message of a group, and none of which another is under
 * way: so a message that SQS refuses in the midst of a batch is not overtaken by its successors.
 */
export class SendingQueue {
  readonly #options: SendingQueueOptions;
  /** What may be sent now. */
  readonly #ready: Entry[] = [];
  /** Lanes of which a message is ready or under way, with those behind it. */
  readonly #lanes = new Map<string | symbol, Entry[]>();
  #bytes = 0;
  #batches = 0;
  #gathering = false;
  readonly #whenIdle: (() => void)[] = [];

  constructor(options: SendingQueueOptions) {
    this.#options = options;
  }

  send(message: QueueMessage): Promise<void> {
    const { queue, waitingLimit } = this.#options;
    const bytes = bytesOf(message);
    if (bytes > BYTES) return Promise.reject(tooLong(queue, bytes, BYTES));
    if (this.#bytes + bytes > waitingLimit) return Promise.reject(new Unavailable('SQS', { cause: new Error(`${waitingLimit} bytes wait for ${queue}.`) }));
    return new Promise((resolve, reject) => {
      this.#bytes += bytes;
      const entry: Entry = { message, lane: message.group ?? Symbol('alone'), bytes, failures: 0, resolve, reject };
      const behind = this.#lanes.get(entry.lane);
      if (behind) behind.push(entry);
      else {
        this.#lanes.set(entry.lane, []);
        this.#offer(entry);
      }
    });
  }

  /** Resolves once nothing waits or is under way. */
  idle(): Promise<void> {
    if (this.#lanes.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #offer(entry: Entry): void {
    this.#ready.push(entry);
    if (this.#gathering) return;
    this.#gathering = true;
    // Whatever is sent in the same moment goes with it.
    setImmediate(() => {
      this.#gathering = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#ready.length > 0 && this.#batches < this.#options.batchesAtOnce) {
      this.#batches++;
      void this.#sendBatch(this.#nextBatch()).finally(() => {
        this.#batches--;
        this.#pump();
      });
    }
  }

  #nextBatch(): Entry[] {
    const batch: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#ready.slice(0, ENTRIES)) {
      bytes += entry.bytes;
      if (bytes > BYTES) break;
      batch.push(entry);
    }
    this.#ready.splice(0, batch.length);
    return batch;
  }

  async #sendBatch(batch: readonly Entry[]): Promise<void> {
    const { queue, queues } = this.#options;
    try {
      const QueueUrl = await queues.urlOf(queue);
      const Entries = batch.map(({ message }, index) => wireEntry(String(index), message));
      const { Successful = [], Failed = [] } = await queues.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      const sent = new Set(Successful.map(({ Id }) => Id));
      const failed = new Map(Failed.map((failure) => [failure.Id, failure]));
      batch.forEach((entry, index) => {
        if (sent.has(String(index))) this.#settle(entry);
        else this.#fail(entry, failed.get(String(index)));
      });
    } catch (error) {
      for (const entry of batch) {
        if (isThrottling(error)) this.#retry(entry, error);
        else this.#settle(entry, new Unavailable('SQS', { cause: error }));
      }
    }
  }

  #fail(entry: Entry, failure: BatchResultErrorEntry | undefined): void {
    const refused = refusedBySqs(this.#options.queue, failure?.Code ?? 'no outcome', failure?.Message);
    if (failure?.SenderFault) this.#settle(entry, refused);
    else this.#retry(entry, refused);
  }

  #retry(entry: Entry, cause: unknown): void {
    entry.failures++;
    if (entry.failures === ATTEMPTS) return this.#settle(entry, new Unavailable('SQS', { cause }));
    setTimeout(() => this.#offer(entry), backoff(entry.failures, this.#options.random));
  }

  #settle(entry: Entry, error?: Error): void {
    this.#bytes -= entry.bytes;
    if (error) entry.reject(error);
    else entry.resolve();
    const next = this.#lanes.get(entry.lane)?.shift();
    if (next) return this.#offer(next);
    this.#lanes.delete(entry.lane);
    if (this.#lanes.size === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}

function wireEntry(Id: string, { body, group, deduplicationId, attributes = {} }: QueueMessage): SendMessageBatchRequestEntry {
  return {
    Id,
    MessageBody: body,
    ...(group === undefined ? {} : { MessageGroupId: group }),
    ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
    MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }])),
  };
}

/** The size that SQS counts. */
function bytesOf({ body, attributes = {} }: QueueMessage): number {
  const beside = Object.entries(attributes).map(([name, value]) => Buffer.byteLength(name) + 'String'.length + Buffer.byteLength(value));
  return beside.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(body));
}
