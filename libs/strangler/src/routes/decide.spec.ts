import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choiceOf } from './choice.ts';
import { decide } from './decide.ts';
import type { Route } from './route.ts';
import { bucketOf } from '@banyan/contracts/define';

const athome = { host: 'monolith', home: 'monolith' };
const canary = (percent: number) => ({ kind: 'canary', target: 'orders', percent }) as const;
const keys = Array.from({ length: 100_000 }, (_, n) => `cus_${n}`);
const isAway = (percent: number) => (key: string) => decide(choiceOf(canary(percent), athome), key).placement === 'remote';

describe('a decision', () => {
  it.each([
    [{ kind: 'local' } as const, 'local'],
    [{ kind: 'remote', target: 'orders' } as const, 'remote'],
    [canary(0), 'local'],
    [canary(100), 'remote'],
    [{ kind: 'shadow', target: 'orders', percent: 100 } as const, 'local'],
  ])('of the route %j is %s', (route, placement) => {
    expect(decide(choiceOf(route, athome), 'cus_1').placement).toBe(placement);
  });

  it('names its reason', () => {
    expect(decide(choiceOf(canary(99), athome), 'cus_1')).toEqual({
      placement: 'remote',
      target: 'orders',
      reason: { kind: 'canary', bucket: bucketOf('cus_1'), below: 9_900 },
    });
  });

  it('keeps a call without a key out of a canary', () => {
    expect(decide(choiceOf(canary(99), athome)).placement).toBe('local');
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

  it('is the same one for a key, from wherever it is taken', () => {
    const places = (route: Route, host: string) => keys.slice(0, 1_000).map((key) => {
      const decision = decide(choiceOf(route, { host, home: 'monolith' }), key);
      return decision.placement === 'local' ? host : decision.target;
    });
    for (const route of [{ kind: 'local' }, { kind: 'remote', target: 'orders' }, canary(30)] satisfies Route[]) {
      const seenFromHome = places(route, 'monolith');
      expect(places(route, 'orders')).toEqual(seenFromHome);
      expect(places(route, 'catalog')).toEqual(seenFromHome);
    }
  });

  it('puts keys into the same buckets in every release', () => {
    expect(['cus_1', 'cus_2', 'gst_ä', ''].map(bucketOf)).toEqual([5117, 3288, 967, 8923]);
  });
});
