import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanWait, throughputOf, timeWithin, utilisationOf, waitWithin, type Pool } from './pool.ts';

const keepsUp = fc
  .record({ servers: fc.integer({ min: 1, max: 100 }), utilisation: fc.double({ min: 0.01, max: 0.97, noNaN: true }), service: fc.double({ min: 0.001, max: 10, noNaN: true }) })
  .map(({ servers, utilisation, service }): Pool => ({ servers, service, rate: (utilisation * servers) / service }));

describe('a pool of servers', () => {
  it('of one is M/M/1: the wait and the quantiles of its exponential distribution', () => {
    const pool = { servers: 1, rate: 8, service: 0.1 };
    expect(utilisationOf(pool)).toBeCloseTo(0.8, 12);
    expect(meanWait(pool)).toBeCloseTo(0.4, 12);
    expect(timeWithin(pool, 0.99)).toBeCloseTo(Math.log(100) / 2, 6);
    expect(waitWithin(pool, 0.99)).toBeCloseTo(Math.log(80) / 2, 6);
  });

  it('without load takes as long as the service', () => {
    expect(timeWithin({ servers: 4, rate: 1e-9, service: 1 }, 0.5)).toBeCloseTo(Math.log(2), 6);
    expect(waitWithin({ servers: 4, rate: 1e-9, service: 1 }, 0.99)).toBe(0);
  });

  it('is right where a server is freed as often as it serves', () => {
    // Two servers at one erlang: a third wait, and waiting and service have the same rate.
    const within = timeWithin({ servers: 2, rate: 1, service: 1 }, 0.9);
    expect(Math.exp(-within) * (1 + within / 3)).toBeCloseTo(0.1, 6);
  });

  it('that cannot keep up has no wait that ends, and gives what its servers do', () => {
    const pool = { servers: 2, rate: 30, service: 0.1 };
    expect([meanWait(pool), timeWithin(pool, 0.5), waitWithin(pool, 0.5)]).toEqual([Infinity, Infinity, Infinity]);
    expect(throughputOf(pool)).toBeCloseTo(20, 12);
  });

  it('loses nothing: what arrives is what is done', () => {
    fc.assert(fc.property(keepsUp, (pool) => expect(throughputOf(pool)).toBe(pool.rate)));
  });

  it('keeps to Little’s law: those who wait are arrivals times the mean wait, which its quantiles add up to', () => {
    fc.assert(
      fc.property(keepsUp, (pool) => {
        const steps = 4_000;
        const mean = Array.from({ length: steps }, (_, step) => waitWithin(pool, (step + 0.5) / steps)).reduce((sum, wait) => sum + wait / steps, 0);
        expect(Math.abs(mean - meanWait(pool))).toBeLessThanOrEqual(0.01 * meanWait(pool) + 0.002 * pool.service);
      }),
      { numRuns: 30 },
    );
  });

  it('takes longer with more load, and no longer with one more server', () => {
    fc.assert(
      fc.property(keepsUp, (pool) => {
        const within = timeWithin(pool, 0.99);
        expect(timeWithin({ ...pool, rate: pool.rate * 1.02 }, 0.99)).toBeGreaterThanOrEqual(within * (1 - 1e-9));
        expect(timeWithin({ ...pool, servers: pool.servers + 1 }, 0.99)).toBeLessThanOrEqual(within * (1 + 1e-9));
      }),
    );
  });
});
