import { describe, expect, it } from '@jest/globals';
import { countWords, durationWords, msWords, rateWords, routeWords } from './words.ts';

describe('words', () => {
  it('say that a route is none of its own', () => {
    expect(routeWords(null)).toBe('none of its own');
  });

  it('say figures as short as they can be read', () => {
    expect([msWords(4.24), msWords(1234.5), msWords(null), rateWords(0), rateWords(3.21), rateWords(1234)]).toEqual(['4.2 ms', '1,235 ms', '–', '0/s', '3.2/s', '1,234/s']);
    expect([durationWords(1_200), durationWords(600_000), durationWords(7_200_000), countWords(1, 'call'), countWords(4_812, 'key')]).toEqual(['2 s', '10 min', '2 h', '1 call', '4,812 keys']);
  });
});
