import { latencyBoundsOf, type Tally } from '@banyan/strangler';

/**
 * Upper bounds in seconds: 1 ms and each doubling up to 16.384 s. All are bounds of the tallies' own, finer buckets, so
 * nothing is guessed when these are summed up.
 */
export const BOUNDS: readonly number[] = Array.from({ length: 15 }, (_, doubling) => 2 ** doubling / 1_000);

export interface LatencyHistogram {
  /** Calls that took at most as long as the bound of the same index. */
  readonly upTo: readonly number[];
  /** Calls that were timed. */
  readonly count: number;
  /** Seconds; known to within 3 %, for each call counts as the middle of its bucket. */
  readonly sum: number;
}

/** Sums up how long calls took. */
export function latencyHistogram(latencies: Tally['latencies']): LatencyHistogram {
  const upTo = BOUNDS.map(() => 0);
  let count = 0;
  let sum = 0;
  for (const [bucket, calls] of Object.entries(latencies)) {
    const { from, to } = latencyBoundsOf(Number(bucket));
    count += calls;
    sum += (calls * (to === Infinity ? from : (from + to) / 2)) / 1_000;
    for (const [index, bound] of BOUNDS.entries()) if (to / 1_000 <= bound) upTo[index]! += calls;
  }
  return { upTo, count, sum };
}
