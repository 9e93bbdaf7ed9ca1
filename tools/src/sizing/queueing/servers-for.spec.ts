import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeWithin, utilisationOf } from './pool.ts';
import { serversFor, type Demand } from './servers-for.ts';

const demand: Demand = { rate: 100, service: 0.01, target: 0.5, atLeast: 1 };

describe('how many servers are needed', () => {
  it('is what holds the target utilisation, and at least the minimum', () => {
    expect(serversFor(demand)).toBe(2);
    expect(serversFor({ ...demand, rate: 100.1 })).toBe(3);
    expect(serversFor({ ...demand, atLeast: 3 })).toBe(3);
    expect(serversFor({ ...demand, rate: 0 })).toBe(1);
  });

  it('is more where the target alone would let arrivals wait for too long', () => {
    const strict = { ...demand, target: 0.95, within: 0.047 };
    expect(serversFor({ ...strict, within: 1 })).toBe(2);
    expect(serversFor(strict)).toBeGreaterThan(2);
  });

  it('is not to be had where the service alone takes too long', () => {
    expect(serversFor({ ...demand, within: 0.04 })).toBeUndefined();
  });

  it('is the fewest that hold both, and never falls as load rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 500, noNaN: true }), fc.double({ min: 0.05, max: 0.2, noNaN: true }), (rate, within) => {
        const wanted = { rate, service: 0.01, target: 0.8, within, atLeast: 1 };
        const servers = serversFor(wanted)!;
        const holds = (count: number) => utilisationOf({ ...wanted, servers: count }) <= 0.8 + 1e-6 && timeWithin({ ...wanted, servers: count }, 0.99) <= within;
        expect(holds(servers)).toBe(true);
        if (servers > 1) expect(holds(servers - 1)).toBe(false);
        expect(serversFor({ ...wanted, rate: rate * 1.1 })!).toBeGreaterThanOrEqual(servers);
      }),
    );
  });
});
