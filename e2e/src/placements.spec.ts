import { describe, expect, it } from '@jest/globals';
import { everyPlacement, pairsOf, pairwisePlacements } from './placements.ts';

describe('the placements that are tested', () => {
  it('are eighteen, each with a name of its own', () => {
    expect(new Set(everyPlacement.map(({ name }) => name)).size).toBe(18);
  });

  it('pairwise meet each pair of choices that there is', () => {
    expect(new Set(pairwisePlacements.flatMap(pairsOf))).toEqual(new Set(everyPlacement.flatMap(pairsOf)));
    expect(pairwisePlacements.length).toBeLessThan(12);
  });

  it('begin with everything in one process', () => {
    expect(pairwisePlacements[0]).toMatchObject({ split: [], via: 'http' });
    expect(everyPlacement[0]).toBe(pairwisePlacements[0]);
  });
});
