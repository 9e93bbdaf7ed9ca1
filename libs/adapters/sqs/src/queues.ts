import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { connect, type SqsConnection } from './connection.ts';

/** Queues by their names: asks for each one's address once. */
export class Queues {
  readonly client: SQSClient;
  readonly #urls = new Map<string, Promise<string>>();

  /** @param expectedWait milliseconds that SQS may take of right, as a long poll does */
  constructor(connection: SqsConnection, expectedWait = 0) {
    this.client = connect(connection, expectedWait);
  }

  /** @throws what the SDK throws, `QueueDoesNotExist` among it; it is asked again the next time */
  urlOf(queue: string): Promise<string> {
    const known = this.#urls.get(queue);
    if (known) return known;
    const asked = this.client.send(new GetQueueUrlCommand({ QueueName: queue })).then(({ QueueUrl }) => QueueUrl!);
    this.#urls.set(queue, asked);
    asked.catch(() => this.#urls.delete(queue));
    return asked;
  }

  /** Lets the connections go. */
  close(): void {
    this.client.destroy();
  }
}
