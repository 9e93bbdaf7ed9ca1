import { compare } from './sweep.ts';

/** How many pieces of each SKU there were up to an instant. */
export class TallyByTime {
  readonly #noted = new Map<string, { readonly t: bigint; readonly quantity: number }[]>();
  readonly #sums = new Map<string, { readonly times: readonly bigint[]; readonly sums: readonly number[] }>();

  /** All is noted before anything is asked. */
  note(t: bigint, sku: string, quantity: number): void {
    const noted = this.#noted.get(sku);
    if (noted) noted.push({ t, quantity });
    else this.#noted.set(sku, [{ t, quantity }]);
  }

  /** What was noted of a SKU for instants before `t`. */
  before(t: bigint, sku: string): number {
    const { times, sums } = this.#sumsOf(sku);
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! < t) low = middle + 1;
      else high = middle;
    }
    return sums[low - 1] ?? 0;
  }

  #sumsOf(sku: string) {
    let kept = this.#sums.get(sku);
    if (!kept) {
      const sorted = (this.#noted.get(sku) ?? []).toSorted((one, other) => compare(one.t, other.t));
      let sum = 0;
      kept = { times: sorted.map(({ t }) => t), sums: sorted.map(({ quantity }) => (sum += quantity)) };
      this.#sums.set(sku, kept);
    }
    return kept;
  }
}
