import { describe, expect, it } from '@jest/globals';
import { decidePriceChange } from './price-change.ts';

const now = '2026-11-01T12:00:00.000Z';
const reads = {
  now,
  priceLists: ['sterling', 'euro'],
  products: ['MUG', 'JUG'],
  newest: [
    { priceList: 'sterling', sku: 'MUG', validFrom: null, amount: 255 },
    { priceList: 'sterling', sku: 'JUG', validFrom: '2026-11-01T11:00:00.000Z', amount: 300 },
  ],
};
const price = (sku: string, amount: number, priceList = 'sterling') => ({ priceList, sku, amount });
const started = (prices: ReturnType<typeof price>[], held = reads) => Object.values(decidePriceChange({ input: { prices }, reads: held }).rows['catalog.price']);

describe('a price change', () => {
  it('starts those prices now that differ from the newest ones, and those that are the first', () => {
    expect(started([price('MUG', 255), price('JUG', 310), price('MUG', 290, 'euro')])).toEqual([
      { ...price('JUG', 310), validFrom: now },
      { ...price('MUG', 290, 'euro'), validFrom: now },
    ]);
  });

  it.each([
    ['2026-11-01T12:00:00.000Z', '2026-11-01T12:00:00.001Z'],
    ['2026-11-01T13:00:00.000Z', '2026-11-01T13:00:00.001Z'],
    ['2026-11-01T11:59:59.999Z', now],
  ])('where the newest began at %s begins at %s', (validFrom, expected) => {
    const newest = [{ ...price('MUG', 255), validFrom }];
    expect(started([price('MUG', 300)], { ...reads, newest })).toEqual([{ ...price('MUG', 300), validFrom: expected }]);
  });

  it('names each row by its key, and counts them', () => {
    const { answer, rows } = decidePriceChange({ input: { prices: [price('MUG', 300), price('MUG', 310)] }, reads });
    expect(answer).toEqual({ changed: 1 });
    expect(rows['catalog.price']).toEqual({ [`{"priceList":"sterling","sku":"MUG","validFrom":"${now}"}`]: { ...price('MUG', 310), validFrom: now } });
  });

  it('is refused for what the shop does not hold, price lists before products', () => {
    expect(() => started([price('NONE', 1), price('MUG', 1, 'yen')])).toThrow(expect.objectContaining({ code: 'unknownPriceList', data: { priceList: 'yen' } }));
    expect(() => started([price('MUG', 1), price('NONE', 1)])).toThrow(expect.objectContaining({ code: 'unknownProduct', data: { sku: 'NONE' } }));
  });
});
