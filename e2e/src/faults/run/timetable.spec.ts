import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.ts';
import { drawTimetable } from './timetable.ts';

const SEED = 20_261_129;

describe('the timetable of a run', () => {
  it.each([{ seconds: 5 }, { seconds: 15 }, { seconds: 5, lasts: 33 }])('has shoppers before, throughout and after a fault: %p', (asked) => {
    for (let seed = SEED; seed < SEED + 100; seed++) {
      const { load, begins, lasts } = drawTimetable(asked, new Chance(seed, 'timetable'));
      expect(begins).toBeGreaterThanOrEqual(0.1 * load);
      expect(begins + lasts).toBeLessThan(load);
      expect(lasts).toBeGreaterThanOrEqual(1_000 * (asked.lasts ?? 0));
    }
  });
});
