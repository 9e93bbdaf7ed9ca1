/** One way of doing something: `run` does it `calls` times and resolves when all are done. */
export interface Variant {
  readonly name: string;
  run(calls: number): Promise<void>;
}

/** What one variant took in one round. */
export interface Sample {
  readonly calls: number;
  readonly nanoseconds: number;
}

/**
 * Measures variants in interleaved rounds, in an order that is rotated each round, so that a slow moment of
 * the machine hits all alike. Each batch lasts about `batchMs` milliseconds.
 * @returns name → nanoseconds per call, one figure a round, without the first one
 */
export async function interleave(variants: readonly Variant[], { rounds, batchMs }: { rounds: number; batchMs: number }): Promise<Map<string, number[]>> {
  const sizes = new Map<string, number>();
  for (const variant of variants) sizes.set(variant.name, await callsIn(variant, batchMs));
  const samples = await inTurn(variants, rounds, (variant) => time(variant, sizes.get(variant.name)!));
  return new Map([...samples].map(([{ name }, taken]) => [name, taken.map(({ calls, nanoseconds }) => nanoseconds / calls)]));
}

/**
 * Measures each variant once a round, in an order that is rotated each round.
 * @returns variant → what was measured, once a round, without the first one
 */
export async function inTurn<V, Measured>(variants: readonly V[], rounds: number, measure: (variant: V) => Promise<Measured>): Promise<Map<V, Measured[]>> {
  const figures = new Map<V, Measured[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round <= rounds; round++) {
    for (let offset = 0; offset < variants.length; offset++) {
      const variant = variants[(round + offset) % variants.length]!;
      const measured = await measure(variant);
      if (round > 0) figures.get(variant)!.push(measured);
    }
  }
  return figures;
}

/** The middle figure; of an even number the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The figure below which the given share of all lies; the median is that of a half. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

async function time(variant: Variant, calls: number): Promise<Sample> {
  const start = process.hrtime.bigint();
  await variant.run(calls);
  return { calls, nanoseconds: Number(process.hrtime.bigint() - start) };
}

/** How many calls fill a batch, found by doubling; warms the variant up on the way. */
async function callsIn(variant: Variant, batchMs: number): Promise<number> {
  for (let calls = 64; ; calls *= 2) {
    const { nanoseconds } = await time(variant, calls);
    if (nanoseconds > batchMs * 1e6) return Math.max(1, Math.round((calls * batchMs * 1e6) / nanoseconds));
  }
}
