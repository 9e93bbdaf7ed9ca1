import type { ConsumedQueue, SqsServer } from '@banyan/adapter-sqs';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';

type Handler = Parameters<Server['addHandler']>;

/** A host's queues as one Nest transport. Which of them it takes from may change while it runs. */
export class QueueListener extends Server implements CustomTransportStrategy {
  readonly #serverOf: (queue: ConsumedQueue) => SqsServer;
  readonly #handlers: Handler[] = [];
  readonly #servers = new Map<string, SqsServer>();
  #wanted: readonly ConsumedQueue[] = [];
  #listens = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(serverOf: (queue: ConsumedQueue) => SqsServer) {
    super();
    this.#serverOf = serverOf;
  }

  override addHandler(...handler: Handler): void {
    this.#handlers.push(handler);
  }

  /** Takes from these queues from now on, and from no other: those in hand of another are ended first. */
  takeFrom(queues: readonly ConsumedQueue[]): Promise<void> {
    this.#wanted = queues;
    return this.#listens ? this.#settle() : Promise.resolve();
  }

  override listen(callback: (error?: unknown) => void): void {
    this.#listens = true;
    this.#settle().then(() => callback(), callback);
  }

  override close(): Promise<void> {
    return this.takeFrom([]);
  }

  override on(): void {
    throw new Error('Queues have no events.');
  }

  override unwrap<T>(): T {
    return [...this.#servers.values()] as T;
  }

  /** Brings what runs in line with what is wanted; one after the other, whoever asks. */
  #settle(): Promise<void> {
    const next = this.#settled.then(() => this.#align());
    this.#settled = next.catch(() => undefined);
    return next;
  }

  async #align(): Promise<void> {
    const wanted = new Map(this.#wanted.map((queue) => [queue.name, queue]));
    const ended = [...this.#servers].filter(([name]) => !wanted.has(name));
    for (const [name] of ended) this.#servers.delete(name);
    const begun = [...wanted.values()].filter(({ name }) => !this.#servers.has(name));
    await Promise.all([...ended.map(([, server]) => server.close()), ...begun.map((queue) => this.#begin(queue))]);
  }

  async #begin(queue: ConsumedQueue): Promise<void> {
    const server = this.#serverOf(queue);
    for (const handler of this.#handlers) server.addHandler(...handler);
    this.#servers.set(queue.name, server);
    await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error) : resolve())));
  }
}
