import { describe, expect, it } from '@jest/globals';
import { routeWords, shareWords, standingWords, timeWords } from './words.ts';

describe('words', () => {
  it('say a route, and that there is none', () => {
    expect(routeWords({ kind: 'canary', target: 'orders', percent: 0.5, fallback: true })).toBe('canary 0.5 % at orders, else home');
    expect([routeWords(null), routeWords(null, 'none of its own')]).toEqual(['–', 'none of its own']);
  });

  it('say where a rollout stands', () => {
    const steps = [{ kind: 'shadow', percent: 100 }, { kind: 'remote' }] as const;
    expect(standingWords({ state: 'held', steps, at: 0 })).toBe('held at shadow 100 %, step 1 of 2');
    expect(standingWords({ state: 'rolledBack', steps, at: -1 })).toBe('rolled back');
    expect(standingWords({ state: 'done', steps, at: 1 })).toBe('done');
  });

  it('say shares and times', () => {
    expect([shareWords(0.12345), timeWords('2026-01-01T00:00:00.123Z')]).toEqual(['12.35 %', '2026-01-01 00:00:00']);
  });
});
