import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.ts';

describe('chance', () => {
  it('repeats itself for the same seed only', () => {
    const drawn = (seed: number) => Array.from({ length: 5 }, new Chance(seed).next);
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  it('is drawn by one part without moving what another draws', () => {
    const second = (drawnByFirst: number) => {
      const chance = new Chance(3);
      const [one, other] = [chance.apart(), chance.apart()];
      for (let draw = 0; draw < drawnByFirst; draw++) one.next();
      return other.next();
    };
    expect(second(9)).toBe(second(0));
  });

  it('stays within what is asked for', () => {
    const chance = new Chance(1);
    for (let draw = 0; draw < 1_000; draw++) {
      expect([2, 3, 4]).toContain(chance.whole(2, 4));
      const between = chance.between(5, 6);
      expect(between >= 5 && between <= 6).toBe(true);
    }
  });
});
