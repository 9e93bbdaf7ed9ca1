import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { erlangC } from './erlang-c.ts';
import { meanWait } from './pool.ts';

/** The formula as textbooks write it, which overflows for many servers. */
function byDefinition(servers: number, offered: number): number {
  const terms = Array.from({ length: servers }, (_, busy) => offered ** busy / factorial(busy));
  const all = (offered ** servers / factorial(servers)) * (servers / (servers - offered));
  return all / (terms.reduce((sum, term) => sum + term, 0) + all);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

describe('Erlang C', () => {
  it.each([
    [1, 0.5, 1 / 2],
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [4, 2, 4 / 23],
    [5, 4, 128 / 231],
  ])('of %d servers at %d erlangs is the fraction that its definition gives', (servers, offered, share) => {
    expect(erlangC(servers, offered)).toBeCloseTo(share, 12);
    expect(byDefinition(servers, offered)).toBeCloseTo(share, 12);
  });

  // The example of mitan.co.uk, "The Erlang-C Formula": 360 calls of 4 minutes in half an hour, 55 agents; 0.239 wait, for 8.2 s on average.
  it('is as in a published example', () => {
    expect(erlangC(55, 48)).toBeCloseTo(0.239, 3);
    expect(meanWait({ servers: 55, rate: 360 / 1_800, service: 240 })).toBeCloseTo(8.2, 1);
  });

  it('is 0 without load, and 1 from the number of servers on', () => {
    expect(erlangC(3, 0)).toBe(0);
    expect(erlangC(3, 3)).toBe(1);
    expect(erlangC(3, 30)).toBe(1);
  });

  it('stays a share, and exact, for thousands of servers', () => {
    expect(erlangC(5_000, 4_000)).toBeLessThan(1e-12);
    expect(erlangC(5_000, 4_990)).toBeGreaterThan(0.7);
  });

  it('rises with the load and falls with each server', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.3, max: 0.98, noNaN: true }), (servers, utilisation) => {
        const offered = servers * utilisation;
        const share = erlangC(servers, offered);
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThan(erlangC(servers, offered * 1.02));
        expect(erlangC(servers + 1, offered)).toBeLessThan(share);
      }),
    );
  });
});
