import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogUnderTest, type CatalogUnderTest, markets, product } from '../testing/catalog-under-test.ts';

let shop: CatalogUnderTest;
const at = '2026-11-01T12:00:00Z';

beforeAll(async () => {
  shop = await catalogUnderTest();
  await shop.api.importMarkets({ markets });
  await shop.api.importProducts({
    products: [
      product('MUG', { prices: [{ priceList: 'sterling', amount: 255 }, { priceList: 'euro', amount: 300 }] }),
      product('PLATE', { prices: [{ priceList: 'sterling', amount: 0 }] }),
    ],
  });
});
afterAll(() => shop.close());

describe('a quote', () => {
  it('has the prices of the market, with the lines in the order given', async () => {
    const lines = [{ sku: 'PLATE', quantity: 1 }, { sku: 'MUG', quantity: 2 }];
    expect(await shop.api.quote({ market: 'GB', at, lines })).toEqual({
      outcome: 'priced',
      total: { amount: 510, currency: 'GBP' },
      lines: [
        { sku: 'PLATE', name: 'Product PLATE', quantity: 1, unitPrice: 0 },
        { sku: 'MUG', name: 'Product MUG', quantity: 2, unitPrice: 255 },
      ],
    });
    expect(await shop.api.quote({ market: 'FR', at, lines: [{ sku: 'MUG', quantity: 1 }] })).toMatchObject({
      total: { amount: 300, currency: 'EUR' },
    });
  });

  it.each([
    { market: 'DE', skus: ['MUG', 'PLATE', 'NONE'], reason: 'notSoldInMarket', sku: 'PLATE' },
    { market: 'DE', skus: ['NONE', 'PLATE'], reason: 'unknownSku', sku: 'NONE' },
    { market: 'XX', skus: ['MUG'], reason: 'notSoldInMarket', sku: 'MUG' },
    { market: 'XX', skus: ['NONE', 'MUG'], reason: 'unknownSku', sku: 'NONE' },
  ])('of $skus in $market is refused: $reason, $sku', async ({ market, skus, reason, sku }) => {
    const lines = skus.map((name) => ({ sku: name, quantity: 1 }));
    expect(await shop.api.quote({ market, at, lines })).toEqual({ outcome: 'refused', reason, sku });
  });

  it('asked by a host whose clock is behind the import has the price that was imported', async () => {
    expect(await shop.api.quote({ market: 'GB', at: '2020-01-01T00:00:00Z', lines: [{ sku: 'MUG', quantity: 1 }] })).toMatchObject({
      total: { amount: 255, currency: 'GBP' },
    });
  });

  it('prices the longest order there is', async () => {
    const skus = Array.from({ length: 1_200 }, (_, index) => `LONG-${index}`);
    for (const part of [skus.slice(0, 600), skus.slice(600)]) await shop.api.importProducts({ products: part.map((sku) => product(sku)) });
    const lines = skus.reverse().map((sku) => ({ sku, quantity: 2 }));
    const quote = await shop.api.quote({ market: 'GB', at, lines });
    expect(quote).toMatchObject({ outcome: 'priced', total: { amount: 1_200 * 2 * 255 } });
    expect(quote.outcome === 'priced' && quote.lines.map(({ sku }) => sku)).toEqual(skus);
  });
});
