import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Unavailable } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { QUEUED_SIGNATURE_LIFE, sealCall } from '@banyan/contracts/wire';
import type { CallQueue, OutboxMessage } from '@banyan/outbox';
import type { SqsConnection } from './connection.ts';
import { digest, messageId } from './message-ids.ts';
import { Queues } from './queues.ts';
import { SqsSender } from './sqs-sender.ts';
import { bodyOf } from './wire.ts';

export interface SqsCallQueueOptions {
  readonly connection: SqsConnection;
  /** The queue; see `intakeQueue`. */
  readonly queue: string;
  /** The name of this host: who sends. */
  readonly caller: string;
  readonly keys: KeyRing;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;

/** A module's calls to itself, in SQS. Its host consumes them by an `SqsServer`. */
export class SqsCallQueue implements CallQueue {
  readonly #options: SqsCallQueueOptions;
  readonly #queues: Queues;
  readonly #sender: SqsSender;
  readonly #now: () => number;

  constructor(options: SqsCallQueueOptions) {
    this.#options = options;
    this.#queues = new Queues(options.connection);
    this.#sender = new SqsSender(options);
    this.#now = options.now ?? Date.now;
  }

  send({ lane, destination, messageId: id, contractVersion, body, principal, traceparent, routeVersion }: OutboxMessage): Promise<void> {
    const { queue, caller, keys } = this.#options;
    const now = this.#now();
    const context = { principal, caller, deadline: now + QUEUED_SIGNATURE_LIFE, traceparent, routeVersion };
    const input: unknown = JSON.parse(body);
    const sealed = sealCall(keys, { destination, contractVersion, input, context }, { now, life: QUEUED_SIGNATURE_LIFE });
    return this.#sender.send(queue, { body: bodyOf(sealed), group: messageId(lane), deduplicationId: digest(`${id}\n${body}`) });
  }

  async isEmpty(): Promise<boolean> {
    try {
      const QueueUrl = await this.#queues.urlOf(this.#options.queue);
      const { Attributes = {} } = await this.#queues.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] }));
      return counts.every((count) => Attributes[count] === '0');
    } catch (cause) {
      throw new Unavailable('SQS', { cause });
    }
  }

  /** Waits for what is under way, and closes the connections. */
  async close(): Promise<void> {
    await this.#sender.close();
    this.#queues.close();
  }
}
