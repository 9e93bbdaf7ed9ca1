import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogUnderTest, type CatalogUnderTest, markets, orderId, product } from '../testing/catalog-under-test.ts';

let shop: CatalogUnderTest;

beforeEach(async () => {
  shop = await catalogUnderTest();
});
afterEach(() => shop.close());

describe('importing markets', () => {
  it('creates what is new and leaves what is equal', async () => {
    expect(await shop.api.importMarkets({ markets: markets.slice(0, 2) })).toEqual({ created: 2, unchanged: 0 });
    expect(await shop.api.importMarkets({ markets })).toEqual({ created: 1, unchanged: 2 });
    const names = ['France', 'Germany', 'United Kingdom'];
    expect(await shop.api.listMarkets({})).toEqual({ markets: names.map((name) => markets.find((market) => market.name === name)) });
  });

  it('changes nothing if one conflicts, and lists every conflict, as checking in advance does', async () => {
    await shop.api.importMarkets({ markets });
    const wanted = [
      { id: 'IE', name: 'Ireland', currency: 'EUR', priceList: 'euro' },
      { id: 'GB', name: 'Britain', currency: 'GBP', priceList: 'sterling' },
      { id: 'IM', name: 'Isle of Man', currency: 'IMP', priceList: 'sterling' },
    ];
    const conflicts = [
      { kind: 'market', id: 'GB', field: 'name', held: 'United Kingdom', wanted: 'Britain' },
      { kind: 'market', id: 'IM', field: 'currency', held: 'GBP', wanted: 'IMP' },
    ];
    expect(await shop.api.checkImport({ markets: wanted, products: [] })).toEqual({ conflicts });
    await expect(shop.api.importMarkets({ markets: wanted })).rejects.toMatchObject({ code: 'importConflict', data: { conflicts } });
    expect((await shop.api.listMarkets({})).markets).toHaveLength(3);
  });
});

describe('importing products', () => {
  beforeEach(() => shop.api.importMarkets({ markets }));

  it('creates a thousand in a call, and none when they are imported again', async () => {
    const products = Array.from({ length: 1_000 }, (_, index) => product(`P${index}`, { brand: `Brand ${index % 7}`, stock: index }));
    expect(await shop.api.importProducts({ products })).toEqual({ created: 1_000, unchanged: 0 });
    expect(await shop.api.importProducts({ products })).toEqual({ created: 0, unchanged: 1_000 });
    expect((await shop.api.listStock({ limit: 5_000 })).items).toHaveLength(1_000);
  });

  it('takes a product as equal whatever was sold of it and what it costs by now', async () => {
    await shop.api.importProducts({ products: [product('MUG')] });
    await shop.api.reserveStock({ orderId: orderId(1), lines: [{ sku: 'MUG', quantity: 4 }] });
    await shop.api.changePrices({
      prices: [
        { priceList: 'sterling', sku: 'MUG', amount: 300 },
        { priceList: 'euro', sku: 'MUG', amount: 350 },
      ],
    });
    expect(await shop.api.importProducts({ products: [product('MUG')] })).toEqual({ created: 0, unchanged: 1 });
    expect(await shop.api.listStock({ limit: 1 })).toMatchObject({ items: [{ sku: 'MUG', initial: 10, onHand: 6 }] });
    expect(await shop.api.getProduct({ market: 'GB', sku: 'MUG' })).toMatchObject({ price: { amount: 300 } });
  });

  it('changes nothing if one conflicts, and lists every conflict, as checking in advance does', async () => {
    await shop.api.importProducts({ products: [product('MUG'), product('JUG')] });
    const products = [product('NEW', { brand: 'New' }), product('MUG', { name: 'Cup', stock: 11 }), product('JUG', { prices: [] })];
    const conflicts = [
      { kind: 'product', id: 'MUG', field: 'name', held: 'Product MUG', wanted: 'Cup' },
      { kind: 'product', id: 'MUG', field: 'stock', held: '10', wanted: '11' },
      { kind: 'product', id: 'JUG', field: 'prices.sterling', held: '255', wanted: 'none' },
    ];
    expect(await shop.api.checkImport({ markets: [], products })).toEqual({ conflicts });
    await expect(shop.api.importProducts({ products })).rejects.toMatchObject({ code: 'importConflict', data: { conflicts } });
    expect((await shop.api.listStock({ limit: 5 })).items.map(({ sku }) => sku)).toEqual(['JUG', 'MUG']);
  });

  it('refuses a price list that no market uses', async () => {
    const products = [product('MUG'), product('JUG', { prices: [{ priceList: 'yen', amount: 1 }] })];
    await expect(shop.api.importProducts({ products })).rejects.toMatchObject({ code: 'unknownPriceList', data: { priceList: 'yen' } });
    expect((await shop.api.listStock({ limit: 5 })).items).toEqual([]);
  });

  it('may name a product and a price twice', async () => {
    const [price] = product('MUG').prices;
    const mug = product('MUG', { prices: [price!, price!] });
    expect(await shop.api.importProducts({ products: [mug, mug] })).toEqual({ created: 1, unchanged: 1 });
  });

  it('creates each product once when the same are imported many times at once', async () => {
    const products = Array.from({ length: 100 }, (_, index) => product(`P${index}`, { brand: `Brand ${index}` }));
    const imports = await Promise.all(
      Array.from({ length: 8 }, (_, index) => shop.api.importProducts({ products: index % 2 ? products : [...products].reverse() })),
    );
    expect(imports.reduce((sum, { created }) => sum + created, 0)).toBe(100);
    expect(imports.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(700);
  });

  it('lets one of two contradicting imports win whole', async () => {
    const wanted = ['Mug', 'Cup'].map((name) => [product('A', { name }), product('B', { name })]);
    const results = await Promise.allSettled(wanted.map((products) => shop.api.importProducts({ products })));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { items } = await shop.api.searchProducts({ market: 'GB', limit: 5 });
    expect(new Set(items.map(({ name }) => name)).size).toBe(1);
  });
});
