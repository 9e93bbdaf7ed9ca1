/** Spares callers the wait for somebody who has just failed to answer. */
export class PauseAfterFailure {
  readonly #now: () => number;
  readonly #pauseMs: number;
  #until: number | null = null;

  /** @param now milliseconds, from a clock that only rises */
  constructor(now: () => number, pauseMs: number) {
    this.#now = now;
    this.#pauseMs = pauseMs;
  }

  /** Whether to ask now. During a pause nobody does; after it one caller tries first, for one pause more. */
  admits(): boolean {
    if (this.#until === null) return true;
    if (this.#now() < this.#until) return false;
    this.#until = this.#now() + this.#pauseMs;
    return true;
  }

  /** An answer came: everybody may ask. */
  succeeded(): void {
    this.#until = null;
  }

  /** No answer came: a pause begins. */
  failed(): void {
    this.#until = this.#now() + this.#pauseMs;
  }
}
