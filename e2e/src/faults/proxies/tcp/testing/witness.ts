import type { Direction, Parcel, Toxic } from '../toxic.ts';

/** A toxic that harms nobody, and knows when those behind it are done with what passed. */
export class Witness implements Toxic {
  readonly #direction: Direction;
  #bytes = 0;
  #see: () => void = () => undefined;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  meet(): ReturnType<Toxic['meet']> {
    return { [this.#direction]: { pass: (parcel: Parcel) => this.#pass(parcel) } };
  }

  /** Resolves once so many bytes have been dealt with in all. */
  async sees(bytes: number): Promise<void> {
    while (this.#bytes < bytes) await new Promise<void>((resolve) => (this.#see = resolve));
  }

  *#pass({ bytes }: Parcel) {
    yield bytes;
    this.#bytes += bytes.length;
    this.#see();
  }
}
