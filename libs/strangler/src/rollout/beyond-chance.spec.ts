import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beyondChance } from './beyond-chance.ts';
import { seededRandom } from './seeded-random.testing.ts';

const SEED = 20_261_123;

describe('what chance explains', () => {
  it.each([
    { hits: 0, trials: 0, chance: 0.5, found: false },
    { hits: 1, trials: 1, chance: 0.5, found: false },
    { hits: 13, trials: 13, chance: 0.5, found: false },
    { hits: 14, trials: 14, chance: 0.5, found: true },
    { hits: 0, trials: 1_000, chance: 0.5, found: false },
    { hits: 1, trials: 1, chance: 0, found: true },
    { hits: 5, trials: 5, chance: 1, found: false },
    { hits: 510_000, trials: 1_000_000, chance: 0.5, found: true },
    { hits: 500_001, trials: 1_000_000, chance: 0.5, found: false },
  ])('of $hits hits in $trials trials with $chance each: beyond it $found', ({ hits, trials, chance, found }) => {
    expect(beyondChance({ hits, trials, chance, error: 0.001 })).toBe(found);
  });

  it('is less, the more hits there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, chance, share) => {
        const hits = Math.floor(trials * share);
        const found = beyondChance({ hits, trials, chance, error: 0.001 });
        if (found && hits < trials) expect(beyondChance({ hits: hits + 1, trials, chance, error: 0.001 })).toBe(true);
      }),
      { seed: SEED },
    );
  });

  it(`is kept to over 2,000 trials, asked after each hit: wrong in no more of 1,000 runs than said (seed ${SEED})`, () => {
    const random = seededRandom(SEED);
    for (const chance of [0.01, 0.05, 0.2]) {
      let alarms = 0;
      for (let run = 0; run < 1_000; run++) {
        let hits = 0;
        for (let trials = 1; trials <= 2_000; trials++) {
          if (random() >= chance) continue;
          hits++;
          if (!beyondChance({ hits, trials, chance, error: 0.05 })) continue;
          alarms++;
          break;
        }
      }
      expect(alarms).toBeLessThanOrEqual(50);
      expect(alarms).toBeGreaterThan(0);
    }
  });
});
