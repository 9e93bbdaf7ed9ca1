/**
 * What the runners of one process keep to together. A call that ends its process is found by its lane's runners falling
 * silent again and again; so suspects run one at a time, and only the culprit goes on being one. And a process takes no
 * further work once too many handlers that were given up still run in it.
 */
export class RunnerLimits {
  readonly #givenUpAtMost: number;
  readonly #onFull: (givenUp: number) => void;
  #givenUp = 0;
  #suspectInHand = false;

  /**
   * @param limits.givenUp handlers that were given up and still run, at most
   * @param limits.onFull is told each time that so many do
   */
  constructor({ givenUp = 16, onFull = () => undefined }: { readonly givenUp?: number; readonly onFull?: (givenUp: number) => void } = {}) {
    this.#givenUpAtMost = givenUp;
    this.#onFull = onFull;
  }

  /** Whether further work may be taken. */
  hasRoom(): boolean {
    return this.#givenUp < this.#givenUpAtMost;
  }

  /** Counts work that nobody waits for any more, until it ends. */
  giveUp(work: Promise<unknown>): void {
    this.#givenUp++;
    if (this.#givenUp === this.#givenUpAtMost) this.#onFull(this.#givenUp);
    const ended = () => void this.#givenUp--;
    work.then(ended, ended);
  }

  /** Asks for the one place for suspects; whoever gets it gives it back. */
  takeSuspect(): boolean {
    if (this.#suspectInHand) return false;
    this.#suspectInHand = true;
    return true;
  }

  giveBackSuspect(): void {
    this.#suspectInHand = false;
  }
}
