import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mail, stock } from '../fixtures.ts';
import { movedBy, withRoute } from './change-routes.ts';
import { choiceOf, ownShare } from './choice.ts';
import { decide } from './decide.ts';
import type { Route } from './route.ts';
import { BUCKETS, bucketOf } from '@banyan/contracts/define';

const contracts = [stock, mail];
const there = { kind: 'remote', target: 'there' } as const;
const percent = fc.integer({ min: 0, max: BUCKETS }).map((buckets) => buckets / 100);
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ kind: 'local' }),
  fc.constantFrom('one', 'other').map((target): Route => ({ kind: 'remote', target })),
  fc.record({ kind: fc.constant('canary' as const), target: fc.constantFrom('one', 'other'), percent }),
);
const table = (routes: Record<string, Route>) => ({ version: 1, routes });

describe('a change of the routes', () => {
  it('makes the next version, with one entry set', () => {
    expect(withRoute(table({ 'mail.*': there }), 'stock.count', there, contracts)).toEqual({ version: 2, routes: { 'mail.*': there, 'stock.count': there } });
  });

  it('of a module takes back what was said of its operations', () => {
    expect(withRoute(table({ 'stock.count': there, 'stock.*': there, 'mail.*': there }), 'stock.*', { kind: 'local' }, contracts).routes).toEqual({ 'mail.*': there, 'stock.*': { kind: 'local' } });
  });

  it('of an operation leaves what was said of its module', () => {
    expect(withRoute(table({ 'stock.*': there }), 'stock.count', { kind: 'local' }, contracts).routes).toEqual({ 'stock.*': there, 'stock.count': { kind: 'local' } });
  });

  it('says how much of the keys it moves: just those that are answered elsewhere then', () => {
    const keys = Array.from({ length: 2_000 }, (_, n) => `cus_${n}`);
    const placeOf = (route: Route, key: string) => JSON.stringify({ ...decide(choiceOf(route, { host: '', home: 'local' }), key), reason: null });
    fc.assert(
      fc.property(anyRoute, anyRoute, (was, becomes) => {
        const [moved] = movedBy(table({ 'stock.count': was }), table({ 'stock.count': becomes }), contracts);
        const counted = keys.filter((key) => placeOf(was, key) !== placeOf(becomes, key)).length / keys.length;
        expect(Math.abs((moved?.keys ?? 0) - counted)).toBeLessThan(0.05);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the share of a host', () => {
  it('is, with those of the other hosts, all buckets once', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        const shares = ['home', 'one', 'other'].map((host) => ownShare(choiceOf(route, { host, home: 'home' }))).filter(({ from, to }) => from < to);
        const sorted = shares.sort((a, b) => a.from - b.from);
        expect(sorted[0]?.from).toBe(0);
        expect(sorted.at(-1)?.to).toBe(BUCKETS);
        for (const [index, share] of sorted.entries()) if (index > 0) expect(share.from).toBe(sorted[index - 1]!.to);
      }),
    );
  });

  it('holds the keys that are decided to be answered there', () => {
    const choice = choiceOf({ kind: 'canary', target: 'one', percent: 30 }, { host: 'one', home: 'home' });
    const { from, to } = ownShare(choice);
    for (const key of Array.from({ length: 1_000 }, (_, n) => `cus_${n}`)) {
      expect(decide(choice, key).placement === 'local').toBe(bucketOf(key) >= from && bucketOf(key) < to);
    }
  });
});
