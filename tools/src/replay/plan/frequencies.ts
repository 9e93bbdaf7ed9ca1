/** Counts how often each value occurs. */
export class Frequencies<T extends number | string> {
  readonly #counts = new Map<T, number>();

  add(value: T): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** The value that occurs most often, of equals the lowest; undefined if there is none. */
  mostFrequent(): T | undefined {
    let best: T | undefined;
    let most = 0;
    for (const [value, count] of this.#counts) {
      if (count < most || (count === most && best !== undefined && value > best)) continue;
      best = value;
      most = count;
    }
    return best;
  }
}
