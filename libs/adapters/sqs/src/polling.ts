import type { Message } from '@aws-sdk/client-sqs';
import { Module, type INestApplicationContext, type Type as Class } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Queues } from './queues.ts';
import type { Reachability } from './reachability.ts';

/** A queue that is asked for messages. */
export interface PolledQueue {
  readonly queue: string;
  readonly url: string;
  /** Requests that wait at SQS at once. */
  readonly pollers: number;
  readonly reachability: Reachability;
  /** Resolves once the poller may ask again. */
  readonly take: (messages: readonly Message[]) => Promise<void>;
}

export interface PollingOptions {
  readonly queues: Queues;
  readonly polled: readonly PolledQueue[];
  /** Seconds that SQS may wait for a message before it answers that there is none. */
  readonly longPoll: number;
  /** Seconds for which SQS gives a message to nobody else. */
  readonly visibility: number;
  /** Milliseconds that messages in hand get to end when polling stops. */
  readonly drainTimeout: number;
  /** Aborted when the host closes. */
  readonly closing: AbortSignal;
}

/** Begins to ask for messages. */
export async function startPolling(options: PollingOptions): Promise<Polling> {
  // It is CommonJS and requires Nest, which is not: Nest has to be there first.
  const library = await import('@ssut/nestjs-sqs');
  const pollers = options.polled.flatMap((polled) => Array.from({ length: polled.pollers }, (_, index) => ({ polled, name: `${polled.queue}#${index + 1}` })));
  const sqs = library.SqsModule.register({ consumers: pollers.map(({ name, polled }) => consumerOptions(name, polled, options)) });
  const providers = pollers.map(({ name, polled }) => pollerClass(library, name, polled, options.closing));
  // A logger given here would become that of the whole process.
  const context = await NestFactory.createApplicationContext({ module: PollingModule, imports: [sqs], providers }, { abortOnError: false });
  return new Polling(context, [...context.get(library.SqsService).consumers.values()].map(({ instance }) => instance));
}

/** Queues that are being asked for messages, in a small Nest context of their own. */
export class Polling {
  readonly #context: INestApplicationContext;
  readonly #consumers: readonly Consumer[];

  constructor(context: INestApplicationContext, consumers: readonly Consumer[]) {
    this.#context = context;
    this.#consumers = consumers;
  }

  /**
   * Asks no more, and waits for what is in hand. A request which waits at SQS is not broken off: SQS might give
   * messages to it that nobody then has, and which come again only when their time has passed.
   */
  async stop(): Promise<void> {
    await Promise.all(this.#consumers.map(stopped));
    await this.#context.close();
  }
}

type Library = typeof import('@ssut/nestjs-sqs');

/** What is needed of the library's consumers. */
interface Consumer {
  stop(): void;
  once(event: 'stopped', listener: () => void): unknown;
}

function stopped(consumer: Consumer): Promise<void> {
  return new Promise((resolve) => {
    consumer.once('stopped', resolve);
    consumer.stop();
  });
}

class PollingModule {}
Module({})(PollingModule);

function consumerOptions(name: string, { url, reachability }: PolledQueue, { queues, longPoll, visibility, drainTimeout, closing }: PollingOptions) {
  return {
    name,
    queueUrl: url,
    sqs: queues.client,
    batchSize: 10,
    waitTimeSeconds: longPoll,
    visibilityTimeout: visibility,
    messageSystemAttributeNames: ['MessageGroupId' as const, 'SentTimestamp' as const],
    suppressFifoWarning: true,
    // Messages are deleted as each is done, not when the whole batch is.
    shouldDeleteMessages: false,
    authenticationErrorTimeout: 0,
    pollingCompleteWaitTimeMs: longPoll * 1_000 + drainTimeout,
    preReceiveMessageCallback: async () => {
      await reachability.beforeNextAttempt(closing);
      closing.throwIfAborted();
    },
    postReceiveMessageCallback: async () => reachability.succeeded(),
  };
}

/** The library finds handlers by what its decorators note on the methods of a class; names are known only now, so each poller has a class of its own. */
function pollerClass({ SqsMessageHandler, SqsConsumerEventHandler }: Library, name: string, { take, reachability }: PolledQueue, closing: AbortSignal): Class<unknown> {
  class QueuePoller {
    handle(messages: Message[]): Promise<void> {
      return take(messages);
    }

    hear(error: Error): void {
      if (!closing.aborted) reachability.failed(error);
    }
  }
  const { prototype } = QueuePoller;
  SqsMessageHandler(name, true)(prototype, 'handle', { value: prototype.handle });
  SqsConsumerEventHandler(name, 'error')(prototype, 'hear', { value: prototype.hear });
  return QueuePoller;
}
