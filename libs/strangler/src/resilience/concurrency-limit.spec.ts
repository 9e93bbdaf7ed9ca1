import { describe, expect, it } from '@jest/globals';
import { ConcurrencyLimit } from './concurrency-limit.ts';

describe('a concurrency limit', () => {
  it('has 256 places', () => {
    const limit = new ConcurrencyLimit();
    expect(Array.from({ length: 300 }, () => limit.enter()).filter(Boolean)).toHaveLength(256);
    expect(limit.underWay).toBe(256);
  });

  it('gives a place to one call for each that leaves', () => {
    const limit = new ConcurrencyLimit(2);
    expect([limit.enter(), limit.enter(), limit.enter()]).toEqual([true, true, false]);
    limit.leave();
    expect([limit.enter(), limit.enter()]).toEqual([true, false]);
  });
});
