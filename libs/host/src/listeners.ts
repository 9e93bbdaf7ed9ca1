import { Server, type CustomTransportStrategy } from '@nestjs/microservices';

/** One way into a host, and which message patterns it serves. */
export interface Listener {
  readonly server: Pick<Server, 'addHandler'> & Pick<CustomTransportStrategy, 'listen' | 'close'>;
  readonly serves: (pattern: string) => boolean;
}

type Handler = Parameters<Server['addHandler']>[1];
type Extras = Parameters<Server['addHandler']>[3];

/** Several ways into one host as one Nest transport: they begin to listen together, and close together. */
export class Listeners extends Server implements CustomTransportStrategy {
  readonly #listeners: readonly Listener[];
  readonly #within: (close: () => Promise<void>) => Promise<unknown>;

  /** @param within closes them, and waits no longer than it may take */
  constructor(listeners: readonly Listener[], within: (close: () => Promise<void>) => Promise<unknown> = (close) => close()) {
    super();
    this.#listeners = listeners;
    this.#within = within;
  }

  /** Hands each pattern to those that serve it. */
  override addHandler(pattern: unknown, callback: Handler, isEventHandler = false, extras: Extras = {}): void {
    const name = this.normalizePattern(pattern as Parameters<Server['normalizePattern']>[0]);
    for (const { server, serves } of this.#listeners) {
      if (serves(name)) server.addHandler(pattern, callback, isEventHandler, extras);
    }
  }

  /** Resolves once all of them listen. */
  override listen(callback: (error?: unknown) => void): void {
    Promise.all(this.#listeners.map(({ server }) => listening(server))).then(() => callback(), callback);
  }

  /** Resolves once all have closed, or had their time. */
  override async close(): Promise<void> {
    await this.#within(async () => void (await Promise.all(this.#listeners.map(async ({ server }) => void (await server.close())))));
  }

  override on(): void {
    throw new Error('Several ways in have no events of their own; listen to those of one of them.');
  }

  override unwrap<T>(): T {
    return this.#listeners.map(({ server }) => server) as T;
  }
}

function listening(server: Listener['server']): Promise<void> {
  return new Promise((resolve, reject) => {
    const heard = (error?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error(String(error)));
      else resolve();
    };
    Promise.resolve(server.listen(heard) as unknown).catch(reject);
  });
}
