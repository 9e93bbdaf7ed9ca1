/** Enough for any shop's third of a second; with more of them it is better to go on. */
const mostHeld = 1_000;

/**
 * Lets orders through, or holds them back while it is shut. It knows which of those that it let through are still on
 * their way.
 */
export class IntakeGate {
  readonly #whenFull: () => void;
  /** Of those that were held back, each buyer's last one, until that is done. */
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #underway = new Set<Promise<unknown>>();
  #shut: PromiseWithResolvers<void> | null = null;
  #held = 0;

  /** @param whenFull is called when no more can be held: it has the gate opened at once */
  constructor(whenFull: () => void) {
    this.#whenFull = whenFull;
  }

  /** Resolves once none that was let through is on its way any longer. */
  async shut(): Promise<void> {
    this.#shut ??= Promise.withResolvers();
    await Promise.allSettled(this.#underway);
  }

  open(): void {
    this.#shut?.resolve();
    this.#shut = null;
  }

  /**
   * Does the work at once, or when the gate opens. What was held back of one buyer is then done one after the other, as it
   * came, and what comes meanwhile is done after it.
   */
  async pass<T>(buyer: string, work: () => Promise<T>): Promise<T> {
    if (this.#shut && this.#held >= mostHeld) this.#whenFull();
    const before = this.#lanes.get(buyer);
    if (!this.#shut && !before) return this.#let(work);

    const done = Promise.withResolvers<void>();
    if (this.#shut) this.#lanes.set(buyer, done.promise);
    this.#held++;
    try {
      await before;
      while (this.#shut) await this.#shut.promise;
      this.#held--;
      return await this.#let(work);
    } finally {
      done.resolve();
      if (this.#lanes.get(buyer) === done.promise) this.#lanes.delete(buyer);
    }
  }

  async #let<T>(work: () => Promise<T>): Promise<T> {
    const underway = work();
    this.#underway.add(underway);
    try {
      return await underway;
    } finally {
      this.#underway.delete(underway);
    }
  }
}
