/**
 * Latencies are counted in log-linear buckets, as HdrHistogram does (G. Tene, 2012): each doubling from 1/128 ms to
 * 131,072 ms is cut into 16 equal parts. A latency of 0.01 ms to 100 s is known to within 1/32, about 3 %. One bucket
 * below takes what is shorter, one above what is longer. All bounds are binary fractions, hence exact.
 */
const PARTS = 16;
const DOUBLINGS = 24;
/** What turns the shortest distinguished latency, 1/128 ms, into 16 whole units. */
const UNITS_PER_MS = 2_048;
const LONGEST_MS = 2 ** (DOUBLINGS - 7);

/** How many buckets there are; their indexes are 0 to one less. */
export const LATENCY_BUCKETS = PARTS * DOUBLINGS + 2;

/** Index of a latency bucket → how many calls took as long. */
export type LatencyCounts = Readonly<Record<number, number>>;

/** The bucket of a latency in milliseconds; what is no latency, negative or not a number, counts as none at all. */
export function latencyBucketOf(milliseconds: number): number {
  if (milliseconds >= LONGEST_MS) return LATENCY_BUCKETS - 1;
  const units = Math.trunc(milliseconds * UNITS_PER_MS);
  if (!(units >= PARTS)) return 0;
  const doubling = 27 - Math.clz32(units);
  return 1 + doubling * PARTS + (units >>> doubling) - PARTS;
}

/** The latencies of a bucket, in milliseconds: from the first up to, not including, the second. */
export function latencyBoundsOf(bucket: number): { readonly from: number; readonly to: number } {
  return { from: lowerBoundOf(bucket), to: bucket >= LATENCY_BUCKETS - 1 ? Infinity : lowerBoundOf(bucket + 1) };
}

/**
 * The latency in milliseconds that the given share of calls, 0 to 1, did not exceed: the middle of the bucket of that call.
 * Undefined without calls. Beyond the longest distinguished latency it is that.
 */
export function latencyQuantile(counts: LatencyCounts, share: number): number | undefined {
  let left = Math.max(1, Math.ceil(countOf(counts) * share));
  for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
    left -= counts[bucket] ?? 0;
    if (left > 0) continue;
    const { from, to } = latencyBoundsOf(bucket);
    return to === Infinity ? from : (from + to) / 2;
  }
  return undefined;
}

/** How many calls certainly took that many milliseconds or longer. */
export function slowerThan(counts: LatencyCounts, milliseconds: number): number {
  let slower = 0;
  for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
    if (lowerBoundOf(bucket) >= milliseconds) slower += counts[bucket] ?? 0;
  }
  return slower;
}

function countOf(counts: LatencyCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function lowerBoundOf(bucket: number): number {
  if (bucket === 0) return 0;
  const doubling = Math.trunc((bucket - 1) / PARTS);
  const part = (bucket - 1) % PARTS;
  return ((PARTS + part) * 2 ** doubling) / UNITS_PER_MS;
}
