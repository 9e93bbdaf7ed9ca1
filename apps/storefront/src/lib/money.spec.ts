import { describe, expect, it } from '@jest/globals';
import { priceText } from './money.ts';
import { totalOf } from './total.ts';

describe('a price', () => {
  it.each([
    [{ amount: 8_900, currency: 'GBP' }, '£89.00'],
    [{ amount: 15_800, currency: 'JPY' }, '¥15,800'],
    [{ amount: 5, currency: 'EUR' }, '€0.05'],
  ])('is written in the currency’s own units: %j', (money, text) => {
    expect(priceText(money)).toBe(text);
  });

  it('is added up over what is sold', () => {
    const product = (amount: number) => ({ price: { amount, currency: 'GBP' } });
    expect(totalOf([{ quantity: 2, product: product(150) }, { quantity: 9 }, { quantity: 1, product: product(20) }])).toEqual({ amount: 320, currency: 'GBP' });
    expect(totalOf([{ quantity: 1 }])).toBeUndefined();
  });
});
