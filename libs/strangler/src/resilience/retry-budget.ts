export interface RetryBudgetOptions {
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Retries for each call, 0 to 1; 0.2 where left out. */
  readonly share?: number;
  /** Retries that can be saved up at most; 100 where left out. */
  readonly savings?: number;
  /**
   * Retries each second beyond that share, not saved up, so that a target with few calls may be retried at all: a whole
   * number, 1 where left out.
   */
  readonly reservePerSecond?: number;
}

/**
 * Keeps retries from burying a target that is in trouble: over any span of time there are at most
 * `share × calls + savings + reservePerSecond × (seconds + 1)`, and from the start on at most that without `savings`.
 *
 * A token bucket as in Finagle (`com.twitter.finagle.service.RetryBudget`): a call deposits its share of a retry, a retry
 * withdraws a whole one. Where Finagle lets deposits expire, here they are bounded.
 */
export class RetryBudget {
  readonly #now: () => number;
  /** What a retry costs, in calls: whole numbers add up exactly, shares do not. */
  readonly #price: number;
  readonly #most: number;
  readonly #reservePerSecond: number;
  #deposited = 0;
  #reserve: number;
  #reservedAt: number;

  constructor({ now, share = 0.2, savings = 100, reservePerSecond = 1 }: RetryBudgetOptions) {
    this.#now = now;
    this.#price = 1 / share;
    this.#most = savings * this.#price;
    this.#reservePerSecond = reservePerSecond;
    this.#reserve = reservePerSecond;
    this.#reservedAt = now();
  }

  /** Takes note of a call that is made for the first time. */
  deposit(): void {
    this.#deposited = Math.min(this.#most, this.#deposited + 1);
  }

  /** Pays for a retry; false if it may not be made. */
  withdraw(): boolean {
    if (this.#deposited >= this.#price) {
      this.#deposited -= this.#price;
      return true;
    }
    this.#refill();
    if (this.#reserve < 1) return false;
    this.#reserve -= 1;
    return true;
  }

  #refill(): void {
    const now = this.#now();
    const seconds = Math.max(0, now - this.#reservedAt) / 1_000;
    this.#reserve = Math.min(this.#reservePerSecond, this.#reserve + seconds * this.#reservePerSecond);
    this.#reservedAt = now;
  }
}
