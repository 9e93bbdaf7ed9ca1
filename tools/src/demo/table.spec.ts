import { describe, expect, it } from '@jest/globals';
import { isFlawless, table, type Result } from './table.ts';

const result: Result = {
  requests: 12_345,
  failed: 0,
  failures: [],
  orders: { accepted: 60, confirmed: 60 },
  mismatches: 17,
  scenes: [{ title: 'All at home', took: 4_000 }, { title: 'Back home', took: 62_000 }],
  home: { p50: 4.2, p99: 20.04 },
  away: { p50: 6.1, p99: 31 },
};

describe('the table of a demo', () => {
  it('says how long each scene took, what failed, what became of the orders, and how quick the shop was', () => {
    const rows = table(result).split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(rows).toEqual([
      ['All at home', '0:04'],
      ['Back home', '1:02'],
      [''],
      ['Requests', '12,345'],
      ['failed', '0'],
      ['Orders accepted', '60'],
      ['confirmed', '60'],
      ['Mismatches found', '17'],
      ['At home, half within', '4.2 ms'],
      ['99 % within', '20.0 ms'],
      ['While away, half within', '6.1 ms'],
      ['99 % within', '31.0 ms'],
    ]);
  });

  it('lists what the first failures said', () => {
    expect(table({ ...result, failed: 2, failures: ['/products was answered with 503'] })).toContain('/products was answered with 503');
  });
});

describe('a demo', () => {
  it('is flawless only if nothing failed and every order was confirmed', () => {
    expect(isFlawless(result)).toBe(true);
    expect(isFlawless({ ...result, failed: 1 })).toBe(false);
    expect(isFlawless({ ...result, orders: { accepted: 60, confirmed: 59 } })).toBe(false);
    expect(isFlawless({ ...result, orders: { accepted: 0, confirmed: 0 } })).toBe(false);
  });
});
