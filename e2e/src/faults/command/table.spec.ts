import { describe, expect, it } from '@jest/globals';
import type { Result } from './result.ts';
import { tableOf, tableText } from './table.ts';

const result = (fault: string, seed: number, verdict: Result['verdict'], drained: number | null): Result => ({ fault, seed, verdict, orders: 100, accepted: 99, refused: 1, drained, why: [] });
const results = [result('F24', 1, 'valid', 300), result('F04', 1, 'valid', 40_000), result('F24', 2, 'invalid', 100), result('F24', 3, 'valid', 200), result('F24', 4, 'unknown', null), result('F56', 1, 'broken', null)];

describe('the table of results', () => {
  it('has a row for each fault, by its number', () => {
    expect(tableOf(results)).toEqual([
      { fault: 'F04', seeds: 1, valid: 1, invalid: 0, unknown: 0, broken: 0, orders: 100, drained: { median: 40_000, most: 40_000 } },
      { fault: 'F24', seeds: 4, valid: 2, invalid: 1, unknown: 1, broken: 0, orders: 400, drained: { median: 200, most: 300 } },
      { fault: 'F56', seeds: 1, valid: 0, invalid: 0, unknown: 0, broken: 1, orders: 100, drained: null },
    ]);
  });

  it('is text with the sum of all below', () => {
    expect(tableText(tableOf(results))).toBe(
      [
        'fault  seeds  valid  invalid  unknown  broken  orders  ms to drained  at most',
        'F04        1      1        0        0       0     100          40000    40000',
        'F24        4      2        1        1       0     400            200      300',
        'F56        1      0        0        0       1     100',
        'all        6      3        1        1       1     600',
      ].join('\n'),
    );
  });

  it('is there without any', () => {
    expect(tableText(tableOf([]))).toMatch(/^fault.*\nall +0/);
  });
});
