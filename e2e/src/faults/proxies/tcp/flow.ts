import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Effect, Parcel } from './toxic.ts';
import type { Time } from './time.ts';

/** An effect, and the signal that it is over. */
export interface Applied {
  readonly effect: Effect;
  readonly over: AbortSignal;
}

/** Bytes that wait in a flow before its source is read no further; one read more may come. */
export const FLOW_LIMIT = 256 * 1024;

/**
 * One direction of a connection. It holds a bounded number of bytes: a side that does not read is felt by the side that
 * writes. Each parcel meets the effects that there are when its turn comes.
 */
export class Flow {
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #effects: () => readonly Applied[];
  readonly #time: Time;
  readonly #waiting: Parcel[] = [];
  #bytes = 0;
  #ended = false;
  #wake: () => void = () => undefined;

  /** @param effects those on it now, in the order in which they were put on */
  constructor(source: Socket, sink: Socket, effects: () => readonly Applied[], time: Time) {
    this.#source = source;
    this.#sink = sink;
    this.#effects = effects;
    this.#time = time;
    source.on('data', (bytes: Buffer) => this.#take(bytes));
    source.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    source.on('close', () => this.#wake());
    sink.on('close', () => this.#wake());
  }

  /** How many bytes wait here. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Passes on what comes. Resolves once the end has been passed on, or the connection is gone. */
  async run(): Promise<void> {
    for (let parcel = await this.#next(); parcel; parcel = await this.#next()) {
      for await (const part of through(this.#effects(), parcel)) {
        if (!this.#open) return;
        if (!this.#sink.write(part)) await this.#roomAgain();
      }
      this.#bytes -= parcel.bytes.length;
      if (this.#bytes < FLOW_LIMIT) this.#source.resume();
    }
    for (const { effect, over } of this.#effects()) if (!over.aborted) await effect.end?.(over);
    if (this.#open) this.#sink.end();
  }

  get #open(): boolean {
    return !this.#sink.destroyed;
  }

  #take(bytes: Buffer): void {
    this.#waiting.push({ bytes, arrived: this.#time.now() });
    this.#bytes += bytes.length;
    if (this.#bytes >= FLOW_LIMIT) this.#source.pause();
    this.#wake();
  }

  async #next(): Promise<Parcel | undefined> {
    while (this.#waiting.length === 0 && !this.#ended && this.#open && !this.#source.destroyed) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#waiting.shift();
  }

  async #roomAgain(): Promise<void> {
    const closed = new AbortController();
    const wake = () => closed.abort();
    this.#sink.once('close', wake);
    await once(this.#sink, 'drain', { signal: closed.signal }).catch(() => undefined);
    this.#sink.off('close', wake);
  }
}

/** A parcel after all effects, each having what the one before it passes on. */
async function* through(effects: readonly Applied[], parcel: Parcel): AsyncIterable<Buffer> {
  const [first, ...others] = effects;
  if (!first) return yield parcel.bytes;
  const { effect, over } = first;
  const passed = effect.pass && !over.aborted ? effect.pass(parcel, over) : [parcel.bytes];
  for await (const bytes of passed) yield* through(others, { ...parcel, bytes });
}
