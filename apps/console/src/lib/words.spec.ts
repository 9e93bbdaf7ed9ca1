import { describe, expect, it } from '@jest/globals';
import { countWords, durationWords, msWords, rateWords, routeWords, shareWords, standingWords } from './words.ts';

describe('words', () => {
  it('say a route', () => {
    expect(routeWords({ kind: 'canary', target: 'orders', percent: 0.5, fallback: true })).toBe('canary 0.5 % at orders, else home');
    expect(routeWords(null)).toBe('none of its own');
  });

  it('say where a rollout stands', () => {
    const steps = [{ kind: 'shadow', percent: 100 }, { kind: 'remote' }] as const;
    expect(standingWords({ state: 'held', steps, at: 0 })).toBe('held at shadow 100 %, step 1 of 2');
    expect(standingWords({ state: 'rolledBack', steps, at: -1 })).toBe('rolled back');
    expect(standingWords({ state: 'done', steps, at: 1 })).toBe('done');
  });

  it('say figures as short as they can be read', () => {
    expect([shareWords(0.12345), msWords(4.24), msWords(1234.5), msWords(null), rateWords(0), rateWords(3.21), rateWords(1234)]).toEqual(['12.35 %', '4.2 ms', '1,235 ms', '–', '0/s', '3.2/s', '1,234/s']);
    expect([durationWords(1_200), durationWords(600_000), durationWords(7_200_000), countWords(1, 'call'), countWords(4_812, 'key')]).toEqual(['2 s', '10 min', '2 h', '1 call', '4,812 keys']);
  });
});
