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
  const figures = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (let offset = 0; offset < variants.length; offset++) {
      const variant = variants[(round + offset) % variants.length]!;
      const { calls, nanoseconds } = await time(variant, sizes.get(variant.name)!);
      if (round > 0) figures.get(variant.name)!.push(nanoseconds / calls);
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
