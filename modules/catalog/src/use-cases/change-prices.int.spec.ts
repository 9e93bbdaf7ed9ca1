import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogUnderTest, type CatalogUnderTest, markets, product } from '../testing/catalog-under-test.ts';

let shop: CatalogUnderTest;
let products = 0;
let sku: string;
const noon = '2026-11-01T12:00:00.000Z';
const one = '2026-11-01T13:00:00.000Z';
const two = '2026-11-01T14:00:00.000Z';

beforeAll(async () => {
  shop = await catalogUnderTest();
  await shop.api.importMarkets({ markets });
});
beforeEach(async () => {
  sku = `MUG-${++products}`;
  shop.setClock(noon);
  await shop.api.importProducts({ products: [product(sku)] });
});
afterAll(() => shop.close());

async function changeAt(instant: string, amount: number, priceList = 'sterling'): Promise<number> {
  shop.setClock(instant);
  return (await shop.api.changePrices({ prices: [{ priceList, sku, amount }] })).changed;
}

async function priceAt(at: string, market = 'GB'): Promise<number | string> {
  const quote = await shop.api.quote({ market, at, lines: [{ sku, quantity: 1 }] });
  return quote.outcome === 'priced' ? quote.total.amount : quote.reason;
}

describe('a changed price', () => {
  it('holds from that instant on, while earlier instants keep theirs', async () => {
    await changeAt(one, 300);
    await changeAt(two, 280);
    expect(await priceAt(noon)).toBe(255);
    expect(await priceAt('2026-11-01T12:59:59.999Z')).toBe(255);
    expect(await priceAt(one)).toBe(300);
    expect(await priceAt('2026-11-01T13:59:59.999Z')).toBe(300);
    expect(await priceAt('2026-11-01T15:00:00+01:00')).toBe(280);
  });

  it('is what shoppers see', async () => {
    await changeAt(one, 300);
    expect(await shop.api.getProduct({ market: 'GB', sku })).toMatchObject({ price: { amount: 300, currency: 'GBP' } });
  });

  it('begins the sale in a market that had no price, but not for the instants before', async () => {
    await changeAt(one, 290, 'euro');
    expect(await priceAt(noon, 'DE')).toBe('notSoldInMarket');
    expect(await priceAt(one, 'DE')).toBe(290);
    expect(await priceAt(two, 'GB')).toBe(255);
  });

  it('is no change if it is the price already', async () => {
    expect(await changeAt(one, 255)).toBe(0);
    expect(await changeAt(one, 300)).toBe(1);
    expect(await changeAt(two, 300)).toBe(0);
  });

  it('never writes over another, even at the same instant or by a clock that is behind', async () => {
    await changeAt(two, 300);
    await changeAt(two, 310);
    await changeAt(one, 320);
    expect(await priceAt('2026-11-01T13:59:59.999Z')).toBe(255);
    expect(await priceAt(two)).toBe(300);
    expect(await priceAt('2026-11-01T14:00:00.001Z')).toBe(310);
    expect(await priceAt('2026-11-01T14:00:00.002Z')).toBe(320);
  });

  it('counts as it is named last in one call', async () => {
    shop.setClock(one);
    const prices = [300, 310].map((amount) => ({ priceList: 'sterling', sku, amount }));
    expect(await shop.api.changePrices({ prices })).toEqual({ changed: 1 });
    expect(await priceAt(one)).toBe(310);
  });

  it('is kept in history when many are made at once', async () => {
    shop.setClock(one);
    const amounts = Array.from({ length: 20 }, (_, index) => 400 + index);
    await Promise.all(amounts.map((amount) => shop.api.changePrices({ prices: [{ priceList: 'sterling', sku, amount }] })));
    const seen = await Promise.all(amounts.map((_, index) => priceAt(new Date(Date.parse(one) + index).toISOString())));
    expect([...seen].sort()).toEqual(amounts);
  });
});

describe('a price change is refused', () => {
  it.each([
    { priceList: 'yen', sku: 'MUG-1', code: 'unknownPriceList', data: { priceList: 'yen' } },
    { priceList: 'sterling', sku: 'NONE', code: 'unknownProduct', data: { sku: 'NONE' } },
  ])('whole, with $code', async ({ code, data, ...unknown }) => {
    shop.setClock(one);
    const prices = [{ priceList: 'sterling', sku, amount: 300 }, { ...unknown, amount: 300 }];
    await expect(shop.api.changePrices({ prices })).rejects.toMatchObject({ code, data });
    expect(await priceAt(two)).toBe(255);
  });
});
