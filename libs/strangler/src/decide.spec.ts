import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import { bucketOf } from './sticky-hash.ts';

const canary = (percent: number) => ({ kind: 'canary', target: 'orders', percent }) as const;
const keys = Array.from({ length: 100_000 }, (_, n) => `cus_${n}`);
const isAway = (percent: number) => (key: string) => decide(canary(percent), key).placement === 'remote';

describe('a decision', () => {
  it.each([
    [{ kind: 'local' } as const, 'local'],
    [{ kind: 'remote', target: 'orders' } as const, 'remote'],
    [canary(0), 'local'],
    [canary(100), 'remote'],
  ])('of the route %j is %s', (route, placement) => {
    expect(decide(route, 'cus_1').placement).toBe(placement);
  });

  it('names its reason', () => {
    expect(decide(canary(100), 'cus_1')).toEqual({
      placement: 'remote',
      target: 'orders',
      reason: { kind: 'canary', bucket: bucketOf('cus_1'), percent: 100 },
    });
  });

  it('keeps a call without a key out of a canary', () => {
    expect(decide(canary(100)).placement).toBe('local');
  });

  it.each([1, 5, 25, 50, 75, 99])('gives a canary of %i percent that share of the keys, within one point', (percent) => {
    const share = (keys.filter(isAway(percent)).length / keys.length) * 100;
    expect(Math.abs(share - percent)).toBeLessThan(1);
  });

  it('only adds keys as the percentage rises', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(10_000), fc.nat(10_000), (key, one, other) => {
        const [low, high] = [Math.min(one, other) / 100, Math.max(one, other) / 100];
        return !isAway(low)(key) || isAway(high)(key);
      }),
    );
  });

  it('puts keys into the same buckets in every release', () => {
    expect(['cus_1', 'cus_2', 'gst_ä', ''].map(bucketOf)).toEqual([5117, 3288, 967, 8923]);
  });
});
