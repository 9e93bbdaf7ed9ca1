import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
  type ReceiveMessageCommandInput,
  type SendMessageBatchRequestEntry,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';

/** An SQS whose conformance is judged. */
export interface Endpoint {
  readonly region: string;
  /** Left out for AWS itself. */
  readonly endpoint?: string;
  /** How many messages of one queue it gives out at once, if that is few enough to be tried. */
  readonly inFlightLimit?: number;
}

/** A client that tries everything once, with queues for one test each. */
export class SqsAtTest {
  readonly client: SQSClient;
  readonly inFlightLimit: number | undefined;

  constructor({ region, endpoint, inFlightLimit }: Endpoint) {
    this.client = new SQSClient({ region, maxAttempts: 1, ...(endpoint === undefined ? {} : { endpoint, useQueueUrlAsEndpoint: false }) });
    this.inFlightLimit = inFlightLimit;
  }

  /** A new queue that keeps no order. */
  standard(attributes: Record<string, string> = {}): Promise<QueueAtTest> {
    return this.queue(`t-${randomUUID()}`, attributes);
  }

  /** A new queue that keeps the order of its groups. */
  fifo(attributes: Record<string, string> = {}): Promise<QueueAtTest> {
    return this.queue(`t-${randomUUID()}.fifo`, { FifoQueue: 'true', ...attributes });
  }

  async queue(QueueName: string, Attributes: Record<string, string>): Promise<QueueAtTest> {
    const { QueueUrl } = await this.client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return new QueueAtTest(this.client, QueueUrl!);
  }

  close(): void {
    this.client.destroy();
  }
}

type Sent = Partial<SendMessageCommandInput>;
type Received = Partial<ReceiveMessageCommandInput>;

/** A queue of one test. */
export class QueueAtTest {
  readonly url: string;
  readonly #client: SQSClient;
  #sent = 0;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.url = url;
  }

  get isFifo(): boolean {
    return this.url.endsWith('.fifo');
  }

  /** Sends a body; in group `g` if nothing else is said. */
  send(MessageBody: string, more: Sent = {}) {
    const fifo = this.isFifo ? { MessageGroupId: 'g', MessageDeduplicationId: `d${++this.#sent}` } : {};
    return this.#client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody, ...fifo, ...more }));
  }

  /** Sends bodies one after the other. */
  async sendAll(bodies: readonly string[], more: Sent = {}): Promise<void> {
    for (const body of bodies) await this.send(body, more);
  }

  sendBatch(Entries: SendMessageBatchRequestEntry[]) {
    return this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.url, Entries }));
  }

  /** What it gives out to one request, which waits five seconds if nothing else is said. */
  async receive(more: Received = {}): Promise<Message[]> {
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({ QueueUrl: this.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'], ...more }),
    );
    return Messages;
  }

  /** One message that it gives out. */
  async receiveOne(more: Received = {}): Promise<Message> {
    const [message] = await this.receive({ MaxNumberOfMessages: 1, ...more });
    if (!message) throw new Error('No message came.');
    return message;
  }

  /** The bodies of the next messages, each deleted before the next request. */
  async take(count: number): Promise<string[]> {
    const bodies: string[] = [];
    while (bodies.length < count) {
      const messages = await this.receive({ MaxNumberOfMessages: Math.min(10, count - bodies.length) });
      if (messages.length === 0) throw new Error(`Only ${bodies.length} of ${count} messages came: ${bodies.join(', ')}`);
      for (const message of messages) {
        bodies.push(message.Body!);
        await this.delete(message);
      }
    }
    return bodies;
  }

  /** Whether it gives out nothing to a request that waits for a second. */
  async isSilent(): Promise<boolean> {
    return (await this.receive({ WaitTimeSeconds: 1 })).length === 0;
  }

  delete({ ReceiptHandle }: Message) {
    return this.#client.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle }));
  }

  deleteBatch(messages: readonly Message[]) {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    return this.#client.send(new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries }));
  }

  keep({ ReceiptHandle }: Message, VisibilityTimeout: number) {
    return this.#client.send(new ChangeMessageVisibilityCommand({ QueueUrl: this.url, ReceiptHandle, VisibilityTimeout }));
  }

  keepBatch(messages: readonly Message[], VisibilityTimeout: number) {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout }));
    return this.#client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.url, Entries }));
  }

  async attributes(): Promise<Record<string, string>> {
    const { Attributes = {} } = await this.#client.send(new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ['All'] }));
    return Attributes;
  }
}
