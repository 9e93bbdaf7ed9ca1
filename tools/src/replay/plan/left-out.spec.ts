import { describe, expect, it } from '@jest/globals';
import { leftOutBecause } from './left-out.ts';
import { lineOf } from '../testing/line.ts';

describe('a line of an invoice', () => {
  it.each([
    ['a sale', {}, undefined],
    ['a cancellation', { invoice: 'C536365' }, 'cancellation'],
    ['a correction of debts', { invoice: 'A563185', stockCode: 'B' }, 'noGoods'],
    ['postage', { stockCode: 'POST' }, 'noGoods'],
    ['a code with four digits in front', { stockCode: '1234A' }, 'noGoods'],
    ['a return', { quantity: -1 }, 'quantity'],
    ['nothing', { quantity: 0 }, 'quantity'],
    ['a gift', { price: 0 }, 'price'],
    ['a tenth of a penny', { price: 0.001 }, undefined],
  ])('that is %s is judged by what it says: %j → %s', (_what, differs, reason) => {
    expect(leftOutBecause(lineOf(differs))).toBe(reason);
  });

  it('is counted under the first reason only', () => {
    expect(leftOutBecause(lineOf({ invoice: 'C1', stockCode: 'M', quantity: -1, price: 0 }))).toBe('cancellation');
    expect(leftOutBecause(lineOf({ stockCode: 'M', quantity: -1, price: 0 }))).toBe('noGoods');
    expect(leftOutBecause(lineOf({ quantity: -1, price: 0 }))).toBe('quantity');
  });
});
