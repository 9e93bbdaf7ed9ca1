import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUCKETS } from '@banyan/contracts/define';
import { evenPart } from './lane-leases.ts';

describe('even parts of a share', () => {
  it('are together all of it, follow each other, and differ by one bucket at most', () => {
    const bucket = fc.integer({ min: 0, max: BUCKETS });
    fc.assert(
      fc.property(bucket, bucket, fc.integer({ min: 1, max: 50 }), (one, other, count) => {
        const share = { from: Math.min(one, other), to: Math.max(one, other) };
        const parts = Array.from({ length: count }, (_, index) => evenPart(share, index, count));
        expect([parts[0]!.from, parts.at(-1)!.to]).toEqual([share.from, share.to]);
        for (const [index, part] of parts.slice(1).entries()) expect(part.from).toBe(parts[index]!.to);
        const sizes = parts.map(({ from, to }) => to - from);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { seed: 20_261_129 },
    );
  });
});
