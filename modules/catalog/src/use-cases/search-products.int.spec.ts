import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogUnderTest, type CatalogUnderTest, markets, orderId, product } from '../testing/catalog-under-test.ts';

let shop: CatalogUnderTest;

beforeAll(async () => {
  shop = await catalogUnderTest();
  await shop.api.importMarkets({ markets });
  await shop.api.importProducts({
    products: [
      product('B-2', { name: '100% Cotton_Towel', brand: 'Linnet' }),
      product('A_1', { name: 'Crème Bowl' }),
      product('A-1', { name: 'Milk Jug', stock: 1 }),
      product('C3', { name: 'Cotton Bag', prices: [{ priceList: 'euro', amount: 500 }] }),
      product('D4', { name: 'Not for sale', prices: [] }),
    ],
  });
});
afterAll(() => shop.close());

async function skus(search: { market?: string; q?: string; brand?: string }): Promise<string[]> {
  const { items } = await shop.api.searchProducts({ market: 'GB', limit: 100, ...search });
  return items.map(({ sku }) => sku);
}

describe('searching products', () => {
  it('finds what the market sells, ordered by SKU', async () => {
    expect(await skus({})).toEqual(['A-1', 'A_1', 'B-2']);
    expect(await skus({ market: 'DE' })).toEqual(['C3']);
  });

  it('shows each with its price and whether there is any', async () => {
    await shop.api.reserveStock({ orderId: orderId(1), lines: [{ sku: 'A-1', quantity: 1 }] });
    const { items } = await shop.api.searchProducts({ market: 'GB', limit: 2 });
    const common = { brand: 'Hearth', price: { amount: 255, currency: 'GBP' } };
    expect(items).toEqual([
      { ...common, sku: 'A-1', name: 'Milk Jug', inStock: false },
      { ...common, sku: 'A_1', name: 'Crème Bowl', inStock: true },
    ]);
  });

  it.each([
    { q: 'COTTON', found: ['B-2'] },
    { q: 'crÈme', found: ['A_1'] },
    { q: 'a-', found: ['A-1'] },
    { q: '0%', found: ['B-2'] },
    { q: '%', found: ['B-2'] },
    { q: 'n_t', found: ['B-2'] },
    { q: '_', found: ['A_1', 'B-2'] },
    { q: '\\', found: [] },
    { q: "'", found: [] },
  ])('looks for $q in name and SKU, letter by letter, without case', async ({ q, found }) => {
    expect(await skus({ q })).toEqual(found);
  });

  it('narrows to a brand', async () => {
    expect(await skus({ brand: 'Linnet' })).toEqual(['B-2']);
    expect(await skus({ brand: 'Linnet', q: 'jug' })).toEqual([]);
  });

  it('pages through everything once', async () => {
    const first = await shop.api.searchProducts({ market: 'GB', limit: 2 });
    expect(first.next).not.toBeNull();
    const second = await shop.api.searchProducts({ market: 'GB', limit: 2, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ sku }) => sku)).toEqual(['A-1', 'A_1', 'B-2']);
    expect(second.next).toBeNull();
  });

  it('refuses an unknown market and a cursor it never gave', async () => {
    await expect(skus({ market: 'XX' })).rejects.toMatchObject({ code: 'unknownMarket', data: { market: 'XX' } });
    await expect(shop.api.searchProducts({ market: 'GB', limit: 2, cursor: 'A-1' })).rejects.toMatchObject({ code: 'invalidCursor' });
  });
});

describe('a single product', () => {
  it('is shown as the market sees it', async () => {
    expect(await shop.api.getProduct({ market: 'FR', sku: 'C3' })).toEqual({
      sku: 'C3',
      name: 'Cotton Bag',
      brand: 'Hearth',
      price: { amount: 500, currency: 'EUR' },
      inStock: true,
    });
  });

  it.each(['C3', 'NONE'])('is unknown where it is not sold: %s', async (sku) => {
    await expect(shop.api.getProduct({ market: 'GB', sku })).rejects.toMatchObject({
      code: 'unknownProduct',
      data: { market: 'GB', sku },
    });
  });

  it('is not looked for in an unknown market', async () => {
    await expect(shop.api.getProduct({ market: 'XX', sku: 'C3' })).rejects.toMatchObject({ code: 'unknownMarket' });
  });
});

describe('listing stock', () => {
  it('pages through every product, sold or not, with what was there at first', async () => {
    const first = await shop.api.listStock({ limit: 3 });
    const second = await shop.api.listStock({ limit: 3, cursor: first.next! });
    expect([...first.items, ...second.items]).toEqual([
      { sku: 'A-1', initial: 1, onHand: 0 },
      { sku: 'A_1', initial: 10, onHand: 10 },
      { sku: 'B-2', initial: 10, onHand: 10 },
      { sku: 'C3', initial: 10, onHand: 10 },
      { sku: 'D4', initial: 10, onHand: 10 },
    ]);
    expect(second.next).toBeNull();
    await expect(shop.api.listStock({ limit: 3, cursor: '%' })).rejects.toMatchObject({ code: 'invalidCursor' });
  });
});
