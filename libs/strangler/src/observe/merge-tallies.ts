import { LATENCY_BUCKETS, type LatencyCounts } from './latency-buckets.ts';
import type { Tally } from './tally.ts';

/** Adds up the tallies of several instances: one for each operation, side and version. */
export function mergeTallies(list: readonly Tally[]): Tally[] {
  const merged = new Map<string, Tally>();
  for (const tally of list) {
    const key = JSON.stringify([tally.version, tally.address, tally.target]);
    const before = merged.get(key);
    merged.set(key, before ? { ...tally, ...sumOf(before, tally) } : tally);
  }
  return [...merged.values()];
}

function sumOf(one: Tally, other: Tally): Pick<Tally, 'answered' | 'refused' | 'failed' | 'latencies'> {
  return {
    answered: one.answered + other.answered,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
    latencies: mergeLatencies([one.latencies, other.latencies]),
  };
}

/** Adds up counts of latencies. */
export function mergeLatencies(list: readonly LatencyCounts[]): LatencyCounts {
  const sum: Record<number, number> = {};
  for (const latencies of list) {
    for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
      const count = latencies[bucket];
      if (count !== undefined) sum[bucket] = (sum[bucket] ?? 0) + count;
    }
  }
  return sum;
}
