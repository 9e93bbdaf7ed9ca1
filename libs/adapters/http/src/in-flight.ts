/** Counts the calls that are being answered, up to a limit, and knows when none is left. */
export class InFlight {
  readonly #limit: number;
  #count = 0;
  #whenIdle: (() => void) | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a place; false if all are taken. */
  enter(): boolean {
    if (this.#count >= this.#limit) return false;
    this.#count++;
    return true;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) this.#whenIdle?.();
  }

  /** Resolves once no call is being answered. */
  idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
    });
  }
}
