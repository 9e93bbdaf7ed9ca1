import { setMaxListeners } from 'node:events';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { KeyRing } from '@banyan/contracts/key-ring';
import type { Ambient } from '@banyan/strangler';
import { Acknowledger } from './acknowledger.ts';
import { CallRunner } from './call-runner.ts';
import type { SqsConnection } from './connection.ts';
import { InHand } from './in-hand.ts';
import { ParkedLetters } from './parked-letters.ts';
import { startPolling, type PolledQueue, type Polling } from './polling.ts';
import { QueueConsumer } from './queue-consumer.ts';
import { Queues } from './queues.ts';
import { pause, Reachability } from './reachability.ts';
import { SqsSender } from './sqs-sender.ts';

/** A queue that a host consumes. */
export interface ConsumedQueue {
  readonly name: string;
  /** The destinations that may come by it, for example `deliveries`; what else comes is parked. */
  readonly admits: readonly string[];
}

export interface SqsServerOptions {
  readonly connection: SqsConnection;
  /** How the names of the queues begin; see `acknowledgementsQueue`. */
  readonly prefix: string;
  readonly keys: KeyRing;
  readonly ambient: Ambient;
  /** The name of this host. */
  readonly caller: string;
  /** Asked once, when the host begins to listen. */
  readonly queues: () => readonly ConsumedQueue[];
  /** Requests for messages that wait at SQS at once, for each queue; 4 where left out. */
  readonly pollers?: number;
  /** Seconds for which SQS gives a message to nobody else, prolonged as long as it is in hand; 30 where left out. */
  readonly visibility?: number;
  /** Seconds that SQS may wait for a message before it answers that there is none, 1 to 20; 5 where left out. A host that closes waits for it. */
  readonly longPoll?: number;
  /** Milliseconds that a handler gets for its deadline; 30,000 where left out. */
  readonly handlerTimeout?: number;
  /** Milliseconds that messages in hand get to end when the host closes; 20,000 where left out. */
  readonly drainTimeout?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random?: () => number;
}

const defaults = { pollers: 4, visibility: 30, longPoll: 5, handlerTimeout: 30_000, drainTimeout: 20_000, now: Date.now, random: Math.random };

/**
 * A host's queues as a Nest transport: it serves the message patterns of the application's controllers, so guards,
 * interceptors and filters run as they do behind any other transport. Handlers get the `CallContext` as their second
 * argument and run in it. Each message is handled at least once, those of a group in order; nobody gets an answer, but
 * for what `deliveries` acknowledges.
 */
export class SqsServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol.for('banyan:sqs');
  readonly #options: SqsServerOptions & typeof defaults;
  readonly #queues: Queues;
  readonly #sender: SqsSender;
  readonly #closing = new AbortController();
  readonly #consumers: QueueConsumer[] = [];
  readonly #inHand: InHand[] = [];
  #polling: Promise<Polling | undefined> = Promise.resolve(undefined);

  constructor(options: SqsServerOptions) {
    super();
    this.#options = { ...defaults, ...options };
    this.#queues = new Queues(options.connection, this.#options.longPoll * 1_000);
    this.#sender = new SqsSender(options);
    // Every group that waits for its next attempt listens.
    setMaxListeners(0, this.#closing.signal);
  }

  /** Begins to take messages. It listens also while SQS cannot be reached, and takes them once it can. */
  override listen(callback: (error?: Error) => void): void {
    this.#polling = this.#begin(() => callback());
    this.#polling.catch(callback);
  }

  /** Takes no further message, waits for those in hand as long as `drainTimeout` allows, and gives back what was not begun. */
  override async close(): Promise<void> {
    this.#closing.abort();
    const polling = await this.#polling;
    await polling?.stop();
    const drained = new AbortController();
    const idle = Promise.all(this.#consumers.map((consumer) => consumer.idle())).then(() => drained.abort());
    await Promise.race([idle, pause(this.#options.drainTimeout, drained.signal)]);
    for (const inHand of this.#inHand) inHand.close();
    await this.#sender.close();
    this.#queues.close();
  }

  /** It has no events. */
  override on(): void {}

  override unwrap<T>(): T {
    return this.#queues.client as T;
  }

  async #begin(firstAttemptMade: () => void): Promise<Polling | undefined> {
    const { longPoll, visibility, drainTimeout, random, queues } = this.#options;
    const consumed = queues();
    const { signal } = this.#closing;
    const reachability = new Reachability(consumed.map(({ name }) => name).join(', '), (message) => void this.logger.warn(message), random);
    while (!signal.aborted) {
      const urls = await Promise.all(consumed.map(({ name }) => this.#queues.urlOf(name))).catch((error: unknown) => reachability.failed(error));
      if (urls) {
        reachability.succeeded();
        const polled = consumed.map((queue, index) => this.#polled(queue, urls[index]!));
        const polling = await startPolling({ queues: this.#queues, polled, longPoll, visibility, drainTimeout, closing: signal });
        firstAttemptMade();
        return polling;
      }
      firstAttemptMade();
      await reachability.beforeNextAttempt(signal);
    }
    return undefined;
  }

  #polled({ name, admits }: ConsumedQueue, url: string): PolledQueue {
    const { pollers, visibility, handlerTimeout, now, random, keys, ambient, caller, prefix } = this.#options;
    const reachability = new Reachability(name, (message) => void this.logger.warn(message), random);
    const onError = (error: unknown) => reachability.failed(error);
    const inHand = new InHand({ queues: this.#queues, url, visibility, onError });
    const consumer = new QueueConsumer({
      reading: { queue: name, admits, keys, now },
      runner: new CallRunner({ handlers: this.messageHandlers, ambient, handlerTimeout, now }),
      inHand,
      parked: new ParkedLetters(this.#sender, name),
      acknowledger: new Acknowledger({ sender: this.#sender, prefix, keys, caller, now, onError: (error) => void this.logger.warn(`Acknowledgements were not sent; the outbox will ask again: ${String(error)}`) }),
      closing: this.#closing.signal,
      logger: this.logger,
      random,
    });
    this.#inHand.push(inHand);
    this.#consumers.push(consumer);
    return { queue: name, url, pollers, reachability, take: (messages) => consumer.take(messages) };
  }
}
