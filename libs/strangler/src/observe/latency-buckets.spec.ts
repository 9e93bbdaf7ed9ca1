import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LATENCY_BUCKETS, latencyBoundsOf, latencyBucketOf, latencyQuantile, slowerThan } from './latency-buckets.ts';

/** 0.01 ms to 100 s, as often short as long. */
const aLatency = fc.double({ min: Math.log(0.01), max: Math.log(100_000), noNaN: true }).map(Math.exp);

const counted = (latencies: readonly number[]) => {
  const counts: Record<number, number> = {};
  for (const latency of latencies) counts[latencyBucketOf(latency)] = (counts[latencyBucketOf(latency)] ?? 0) + 1;
  return counts;
};

describe('a latency bucket', () => {
  it('has the latencies between its bounds, and they lie within 5 % of its middle', () => {
    fc.assert(
      fc.property(aLatency, (latency) => {
        const { from, to } = latencyBoundsOf(latencyBucketOf(latency));
        expect(latency).toBeGreaterThanOrEqual(from);
        expect(latency).toBeLessThan(to);
        expect(Math.abs((from + to) / 2 - latency) / latency).toBeLessThanOrEqual(0.05);
      }),
      { numRuns: 2_000 },
    );
  });

  it('begins where the one before it ends', () => {
    for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
      const { from, to } = latencyBoundsOf(bucket);
      expect(latencyBucketOf(from)).toBe(bucket);
      if (bucket > 0) expect(from).toBe(latencyBoundsOf(bucket - 1).to);
      expect(to).toBeGreaterThan(from);
    }
  });

  it.each([
    [0, 0],
    [-1, 0],
    [Number.NaN, 0],
    [0.001, 0],
    [200_000, LATENCY_BUCKETS - 1],
    [Infinity, LATENCY_BUCKETS - 1],
  ])('takes %d ms, which is no usual latency, at an end', (latency, bucket) => {
    expect(latencyBucketOf(latency)).toBe(bucket);
  });
});

describe('a quantile of counted latencies', () => {
  it('is within 5 % of the exact one', () => {
    fc.assert(
      fc.property(fc.array(aLatency, { minLength: 1, maxLength: 300 }), fc.constantFrom(0, 0.5, 0.9, 0.99, 1), (latencies, share) => {
        const sorted = [...latencies].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1]!;
        expect(Math.abs(latencyQuantile(counted(latencies), share)! - exact) / exact).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it('is unknown where nothing was counted', () => {
    expect(latencyQuantile({}, 0.99)).toBeUndefined();
  });
});

describe('the calls slower than a limit', () => {
  it('are never more than there were, and miss only those in the bucket of the limit', () => {
    fc.assert(
      fc.property(fc.array(aLatency), aLatency, (latencies, limit) => {
        const slower = slowerThan(counted(latencies), limit);
        expect(slower).toBeLessThanOrEqual(latencies.filter((latency) => latency >= limit).length);
        expect(slower).toBeGreaterThanOrEqual(latencies.filter((latency) => latency >= latencyBoundsOf(latencyBucketOf(limit)).to).length);
      }),
    );
  });
});
