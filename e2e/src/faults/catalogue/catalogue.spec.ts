import { describe, expect, it } from '@jest/globals';
import { Chance } from '../run/chance.ts';
import { faultOf, faults, notHere } from './index.ts';

const SEED = 20_261_129;
const inTheCatalogue = Array.from({ length: 56 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
const numbers = (all: readonly { readonly number: string }[]) => all.map(({ number }) => number);

describe('the catalogue of faults', () => {
  it('accounts for each number: it is brought about, or it says why not', () => {
    expect([...numbers(faults), ...numbers(notHere)].filter((number) => inTheCatalogue.includes(number)).toSorted()).toEqual(inTheCatalogue);
  });

  it('has each number once', () => {
    const all = [...numbers(faults), ...numbers(notHere)];
    expect(all).toEqual([...new Set(all)]);
  });

  it('gives a reason for each that is left out', () => {
    for (const { because } of notHere) expect(because).toMatch(/^[a-z].{15,}\.$/);
  });

  it('says of each what it does, with words that go on behind its number', () => {
    for (const { does } of [...faults, ...notHere]) expect(does).toMatch(/^[a-z].{15,}[^.]$/);
  });

  it('knows no others', () => {
    expect(() => faultOf('F99', new Chance(SEED, 'none'))).toThrow(/There are: F01, /);
  });
});

describe('a mix of faults', () => {
  const drawn = (seed: number) => faultOf('F56', new Chance(seed, 'fault'));

  it('is the same for the same seed', () => {
    expect([drawn(SEED).does, drawn(SEED).shops]).toEqual([drawn(SEED).does, drawn(SEED).shops]);
  });

  it('is of faults that all go with the shop it chooses, over the ways that they need', () => {
    for (let seed = SEED; seed < SEED + 200; seed++) {
      const mix = drawn(seed);
      const parts = mix.does.match(/F\d\d/g)!.map((number) => faultOf(number, new Chance(seed, number)));
      expect(parts.length).toBeGreaterThanOrEqual(2);
      for (const { shops, through = [], redis = false } of parts) {
        expect(shops).toContain(mix.shops[0]);
        expect(mix.through).toEqual(expect.arrayContaining([...through]));
        expect(mix.redis ?? false).toBe(redis || (mix.redis ?? false));
      }
    }
  });
});
