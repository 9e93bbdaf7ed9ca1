/** Gives up once nothing has gone on for a while. */
export class Patience {
  readonly #givenUp = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** @param milliseconds without anything going on after which it gives up */
  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => this.#givenUp.abort(), milliseconds);
  }

  /** Aborted when it has given up. */
  get signal(): AbortSignal {
    return this.#givenUp.signal;
  }

  /** Something went on: the wait begins anew. */
  renew(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
