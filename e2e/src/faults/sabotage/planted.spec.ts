import { describe, expect, it } from '@jest/globals';
import { Chance } from '../run/chance.ts';
import { faultOf } from '../catalogue/index.ts';
import { invariants } from '../checker/index.ts';
import { placesOf, productSources } from '../from-outside/testing/product-sources.ts';
import { defects, harmless, NOTHING, planted, plantedAs } from './planted.ts';

const SEED = 20_261_129;

const statements = planted.flatMap(({ name, alterations }) => alterations.flatMap((alteration) => (alteration.kind === 'statement' ? [{ ...alteration, name }] : [])));
const rewritten = statements.flatMap(({ name, words, rewrites = [] }) => rewrites.map((from) => ({ name, words, from })));

describe('the mistakes that hosts can be given', () => {
  it('have a name each, which is a phrase', () => {
    expect(new Set(planted.map(({ name }) => name)).size).toBe(planted.length);
    for (const { name } of planted) expect(name).toMatch(/^[a-z].{20,}[^.]$/);
  });

  it('are looked for under faults that there are, in shops that these are put into', () => {
    for (const { fault, shop } of planted) {
      const { shops } = faultOf(fault, new Chance(SEED, 'fault'));
      if (shop !== undefined) expect(shops).toContain(shop);
    }
  });

  it('are found by promises that there are, or say why they break none', () => {
    const names = invariants.map(({ name }) => name);
    for (const { caughtBy } of defects) expect(names).toEqual(expect.arrayContaining([...caughtBy]));
    for (const { because } of harmless) expect(because).toMatch(/^[a-z].{15,}[^.]$/);
  });

  it.each(statements)('$name: its words stand in one statement of the product only', ({ words }) => {
    expect(placesOf(words)).toBe(1);
  });

  it.each(rewritten)('$name: what it rewrites stands beside them', ({ words, from }) => {
    expect(productSources.filter((source) => source.includes(words) && source.includes(from)).length).toBe(1);
  });

  it('are found by their names, and no others are', () => {
    expect(plantedAs(defects[0]!.name)).toBe(defects[0]);
    expect(plantedAs(NOTHING)).toBeUndefined();
    expect(() => plantedAs('a mistake that nobody made')).toThrow(/There are: an order is accepted/);
  });

  it('are in the product nowhere', () => {
    expect(productSources.filter((source) => /sabotage/i.test(source))).toEqual([]);
  });
});
