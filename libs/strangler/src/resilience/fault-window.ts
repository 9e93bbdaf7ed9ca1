const BUCKETS = 10;

/**
 * Counts calls and faults over the last while, in ten buckets: the one of this moment and the nine before it. If the
 * clock goes back, it begins anew.
 */
export class FaultWindow {
  readonly #bucketMs: number;
  readonly #callsIn = new Array<number>(BUCKETS).fill(0);
  readonly #faultsIn = new Array<number>(BUCKETS).fill(0);
  /** Number of the latest bucket, counted from the clock's zero. */
  #latest = 0;
  #calls = 0;
  #faults = 0;

  /** @param milliseconds how far back it looks */
  constructor(milliseconds: number) {
    this.#bucketMs = milliseconds / BUCKETS;
  }

  /** Calls in the window, as of the last record. */
  get calls(): number {
    return this.#calls;
  }

  /** Faults among them. */
  get faults(): number {
    return this.#faults;
  }

  /** @param at milliseconds of any clock, the same for each record */
  record(at: number, fault: boolean): void {
    const bucket = Math.floor(at / this.#bucketMs);
    if (bucket !== this.#latest) this.#slideTo(bucket);
    const index = indexOf(bucket);
    this.#callsIn[index]! += 1;
    this.#calls += 1;
    if (!fault) return;
    this.#faultsIn[index]! += 1;
    this.#faults += 1;
  }

  #slideTo(bucket: number): void {
    const passed = bucket - this.#latest;
    const expired = passed < 0 ? BUCKETS : Math.min(passed, BUCKETS);
    for (let number = bucket - expired + 1; number <= bucket; number++) {
      const index = indexOf(number);
      this.#calls -= this.#callsIn[index]!;
      this.#faults -= this.#faultsIn[index]!;
      this.#callsIn[index] = 0;
      this.#faultsIn[index] = 0;
    }
    this.#latest = bucket;
  }
}

/** Also for a clock that began before zero. */
function indexOf(bucket: number): number {
  return ((bucket % BUCKETS) + BUCKETS) % BUCKETS;
}
