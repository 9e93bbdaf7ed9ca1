import { describe, expect, it } from '@jest/globals';
import { minorUnits } from './minor-units.ts';
import { stockFactor, stockOf } from './stock-factor.ts';

describe('a price in minor units', () => {
  it.each([
    [2.55, 'GBP', 255],
    [1.005, 'GBP', 101],
    [0.125, 'GBP', 13],
    [0.124, 'GBP', 12],
    [0.001, 'GBP', 0],
    [0.0000001, 'GBP', 0],
    [13541.33, 'GBP', 1_354_133],
    [484, 'JPY', 484],
    [484.5, 'JPY', 485],
    [1.2345, 'KWD', 1_235],
  ])('%f %s is %i, half a unit rounded up', (price, currency, amount) => {
    expect(minorUnits(price, currency)).toBe(amount);
  });
});

describe('a stock', () => {
  it.each([
    ['1', 7, 7],
    ['0.9', 10, 9],
    ['0.29', 100, 29],
    ['0.333333', 3, 0],
    ['2.5', 3, 7],
    ['0', 100, 0],
  ])('%s times what the file sells is rounded down, exactly', (factor, sold, stock) => {
    expect(stockOf(sold, stockFactor(factor) ?? { numerator: NaN, denominator: 1 })).toBe(stock);
  });

  it.each(['', '-1', '1e3', '1.', '.5', '0.1234567', 'all'])('has no factor %j', (text) => {
    expect(stockFactor(text)).toBeUndefined();
  });
});
