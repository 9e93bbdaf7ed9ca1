import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { laneLimit, meanLaneWait } from './lane.ts';
import { meanWait } from './pool.ts';

describe('a lane', () => {
  it('keeps up with as many calls a second as fit one after the other', () => {
    expect(laneLimit({ service: 0.25 })).toBe(4);
    expect(meanLaneWait({ rate: 4, service: 0.25, variation: 0 })).toBe(Infinity);
  });

  it('whose calls are exponential is a pool of one server', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.97, noNaN: true }), (rate) => {
        expect(meanLaneWait({ rate, service: 1, variation: 1 })).toBeCloseTo(meanWait({ servers: 1, rate, service: 1 }), 9);
      }),
    );
  });

  it('whose calls are alike lets them wait half as long (M/D/1)', () => {
    expect(meanLaneWait({ rate: 0.8, service: 1, variation: 0 })).toBeCloseTo(2, 12);
    expect(meanLaneWait({ rate: 0.8, service: 1, variation: 1 })).toBeCloseTo(4, 12);
  });
});
