import { CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient, type Message } from '@aws-sdk/client-sqs';
import type { UnrecordedOrder } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import type { CallQueue, OutboxMessage } from '@banyan/outbox';
import { startSqsEmulator } from '@banyan/tools/testing';
import { as } from './checkout-in-test.ts';

type Record = (order: UnrecordedOrder, context: CallContext) => Promise<unknown>;

const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/** A queue for tests that SQS's emulator holds, in a process of its own. */
export class EmulatedQueue implements CallQueue {
  /** How many calls it was sent. */
  sent = 0;
  readonly #client: SQSClient;
  readonly #QueueUrl: string;
  readonly #end: () => Promise<void>;
  #consuming: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(client: SQSClient, QueueUrl: string, end: () => Promise<void>) {
    this.#client = client;
    this.#QueueUrl = QueueUrl;
    this.#end = end;
  }

  static async start(): Promise<EmulatedQueue> {
    const emulator = await startSqsEmulator();
    const client = new SQSClient({ region: 'eu-west-1', endpoint: emulator.url });
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'intake.fifo', Attributes: { FifoQueue: 'true' } }));
    return new EmulatedQueue(client, QueueUrl!, async () => {
      client.destroy();
      await emulator.close();
    });
  }

  async send(call: OutboxMessage): Promise<void> {
    this.sent++;
    const MessageGroupId = call.lane.replace('>', '.');
    await this.#client.send(new SendMessageCommand({ QueueUrl: this.#QueueUrl, MessageBody: JSON.stringify(call), MessageGroupId, MessageDeduplicationId: String(this.sent) }));
  }

  async isEmpty(): Promise<boolean> {
    const { Attributes = {} } = await this.#client.send(new GetQueueAttributesCommand({ QueueUrl: this.#QueueUrl, AttributeNames: [...counts] }));
    return counts.every((count) => Attributes[count] === '0');
  }

  /** Has everything recorded that comes, until it is closed. */
  consume(record: Record): void {
    this.#consuming = this.#consume(record);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#consuming;
    await this.#end();
  }

  async #consume(record: Record): Promise<void> {
    while (!this.#closed) {
      const { Messages = [] } = await this.#client.send(new ReceiveMessageCommand({ QueueUrl: this.#QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 }));
      await Promise.all(Messages.map((message) => this.#recorded(message, record)));
    }
  }

  async #recorded({ Body, ReceiptHandle }: Message, record: Record): Promise<void> {
    const { body, principal } = JSON.parse(Body!) as OutboxMessage;
    await record(JSON.parse(body) as UnrecordedOrder, as(principal));
    await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#QueueUrl, ReceiptHandle }));
  }
}
