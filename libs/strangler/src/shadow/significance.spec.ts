import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { binomialTail, greaterShareByChance } from './significance.ts';

const choose = (all: number, taken: number): number => (taken === 0 ? 1 : (choose(all - 1, taken - 1) * all) / taken);

describe('the binomial tail', () => {
  it.each([
    [0, 10, 0.5, 1],
    [10, 10, 0.5, 1 / 1_024],
    [2, 3, 0.5, 0.5],
    [11, 10, 0.5, 0],
    [1, 1, 1 / 4_096, 1 / 4_096],
    [3, 10, 0.25, 0.474_407_196_044_921_9],
  ])('of %i in %i at %d is %d', (successes, trials, probability, expected) => {
    expect(binomialTail(successes, trials, probability)).toBeCloseTo(expected, 12);
  });
});

describe('the chance of a greater share', () => {
  it('is Fisher’s for the lady tasting tea: 1 in 70, and 17 in 70 with one mistake', () => {
    expect(greaterShareByChance({ hits: 4, of: 4 }, { hits: 0, of: 4 })).toBeCloseTo(1 / 70, 12);
    expect(greaterShareByChance({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(17 / 70, 12);
  });

  it('says that five mismatches of 500 are no proof against a baseline of 140 calls', () => {
    expect(greaterShareByChance({ hits: 5, of: 500 }, { hits: 0, of: 140 })).toBeGreaterThan(0.25);
  });

  it('is that of the sum over all tables that are as extreme, at any size', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60));
    fc.assert(
      fc.property(counts, ([one, other, first, second]) => {
        const [sample, reference] = [Math.min(first, one), Math.min(second, other)];
        fc.pre(sample / one > reference / other);
        const hits = sample + reference;
        let sum = 0;
        for (let count = sample; count <= Math.min(hits, one); count++) sum += (choose(one, count) * choose(other, hits - count)) / choose(one + other, hits);
        expect(greaterShareByChance({ hits: sample, of: one }, { hits: reference, of: other })).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('stays a chance for millions of calls', () => {
    const chance = greaterShareByChance({ hits: 10_400, of: 1_000_000 }, { hits: 2_000, of: 200_000 });
    expect(chance).toBeGreaterThan(0.03);
    expect(chance).toBeLessThan(0.08);
  });
});
