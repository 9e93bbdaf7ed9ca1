import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogUnderTest, type CatalogUnderTest, orderId, product } from '../testing/catalog-under-test.ts';

const priceless = { prices: [] };
const reserved = { outcome: 'reserved' };
let shop: CatalogUnderTest;
let orders = 0;
const nextOrder = () => orderId(++orders);

beforeAll(async () => {
  shop = await catalogUnderTest(16);
});
afterAll(() => shop.close());

async function stocked(stock: Record<string, number>): Promise<void> {
  await shop.api.importProducts({ products: Object.entries(stock).map(([sku, pieces]) => product(sku, { ...priceless, stock: pieces })) });
}

async function onHand(...skus: string[]): Promise<number[]> {
  const { items } = await shop.api.listStock({ limit: 5_000 });
  const levels = new Map(items.map((item) => [item.sku, item.onHand]));
  return skus.map((sku) => levels.get(sku)!);
}

describe('reserving stock', () => {
  it('takes every line', async () => {
    await stocked({ 'ALL-1': 5, 'ALL-2': 5 });
    const lines = [{ sku: 'ALL-2', quantity: 5 }, { sku: 'ALL-1', quantity: 2 }];
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines })).toEqual(reserved);
    expect(await onHand('ALL-1', 'ALL-2')).toEqual([3, 0]);
  });

  it('takes nothing if one line is short, and names the first such SKU by its characters', async () => {
    await stocked({ 'NONE-1': 5, 'NONE-2': 1, 'NONE-3': 0 });
    const lines = ['NONE-3', 'NONE-2', 'NONE-1'].map((sku) => ({ sku, quantity: 2 }));
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines })).toEqual({ outcome: 'outOfStock', sku: 'NONE-2' });
    expect(await onHand('NONE-1', 'NONE-2', 'NONE-3')).toEqual([5, 1, 0]);
  });

  it('finds nothing of a product that does not exist', async () => {
    await stocked({ 'KNOWN-1': 5 });
    const lines = [{ sku: 'KNOWN-1', quantity: 1 }, { sku: 'KNOWN-0', quantity: 1 }];
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines })).toEqual({ outcome: 'outOfStock', sku: 'KNOWN-0' });
    expect(await onHand('KNOWN-1')).toEqual([5]);
  });

  it('counts a SKU that stands on two lines together', async () => {
    await stocked({ 'TWICE-1': 5 });
    const line = { sku: 'TWICE-1', quantity: 3 };
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines: [line, line] })).toEqual({ outcome: 'outOfStock', sku: 'TWICE-1' });
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines: [line, { ...line, quantity: 2 }] })).toEqual(reserved);
    expect(await onHand('TWICE-1')).toEqual([0]);
  });

  it('gives a repeated order the same answer, whatever stock has become', async () => {
    await stocked({ 'AGAIN-1': 2 });
    const lines = [{ sku: 'AGAIN-1', quantity: 2 }];
    const [first, second] = [nextOrder(), nextOrder()];
    const refused = { outcome: 'outOfStock', sku: 'AGAIN-1' };
    expect(await shop.api.reserveStock({ orderId: first, lines })).toEqual(reserved);
    expect(await shop.api.reserveStock({ orderId: second, lines })).toEqual(refused);
    expect(await shop.api.reserveStock({ orderId: first, lines })).toEqual(reserved);
    await shop.api.releaseStock({ orderId: first });
    expect(await shop.api.reserveStock({ orderId: second, lines })).toEqual(refused);
    expect(await shop.api.reserveStock({ orderId: first, lines })).toEqual(reserved);
    expect(await onHand('AGAIN-1')).toEqual([2]);
  });

  it('takes once for one order that is asked for many times at once', async () => {
    await stocked({ 'ONCE-1': 3, 'ONCE-2': 3 });
    const lines = ['ONCE-1', 'ONCE-2'].map((sku) => ({ sku, quantity: 2 }));
    const order = nextOrder();
    const answers = await Promise.all(Array.from({ length: 40 }, () => shop.api.reserveStock({ orderId: order, lines })));
    expect(answers).toEqual(answers.map(() => reserved));
    expect(await onHand('ONCE-1', 'ONCE-2')).toEqual([1, 1]);
  });

  it('sells ten pieces to exactly ten of a thousand buyers at once', async () => {
    await stocked({ 'RARE-1': 10 });
    const lines = [{ sku: 'RARE-1', quantity: 1 }];
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => shop.api.reserveStock({ orderId: nextOrder(), lines })));
    expect(answers.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(10);
    expect(await onHand('RARE-1')).toEqual([0]);
  });

  it('lets orders with the same SKUs in any order, and their releases, run at once', async () => {
    const skus = Array.from({ length: 30 }, (_, index) => `MANY-${index}`);
    await stocked(Object.fromEntries(skus.map((sku) => [sku, 1_000])));
    const placed = Array.from({ length: 200 }, (_, index) => {
      const rotated = [...skus.slice(index % 30), ...skus.slice(0, index % 30)];
      return { orderId: nextOrder(), lines: (index % 2 ? rotated : rotated.reverse()).map((sku) => ({ sku, quantity: 1 })) };
    });
    await Promise.all(
      placed.map(async (order, index) => {
        expect(await shop.api.reserveStock(order)).toEqual(reserved);
        if (index % 4 === 0) await shop.api.releaseStock({ orderId: order.orderId });
      }),
    );
    expect(await onHand(...skus)).toEqual(skus.map(() => 850));
  });

  it('takes the longest order there is', async () => {
    const skus = Array.from({ length: 1_200 }, (_, index) => `LONG-${index}`);
    for (const part of [skus.slice(0, 600), skus.slice(600)]) await stocked(Object.fromEntries(part.map((sku) => [sku, 7])));
    const lines = skus.map((sku) => ({ sku, quantity: 7 }));
    expect(await shop.api.reserveStock({ orderId: nextOrder(), lines })).toEqual(reserved);
    expect(await onHand(...skus)).toEqual(skus.map(() => 0));
  });
});

describe('releasing stock', () => {
  it('puts back what the order took, once, however often it is asked for', async () => {
    await stocked({ 'BACK-1': 5, 'BACK-2': 5 });
    const order = nextOrder();
    await shop.api.reserveStock({ orderId: order, lines: [{ sku: 'BACK-1', quantity: 2 }, { sku: 'BACK-2', quantity: 5 }] });
    await Promise.all(Array.from({ length: 20 }, () => shop.api.releaseStock({ orderId: order })));
    await shop.api.releaseStock({ orderId: order });
    expect(await onHand('BACK-1', 'BACK-2')).toEqual([5, 5]);
  });

  it('changes nothing for an order that took nothing', async () => {
    await stocked({ 'IDLE-1': 1 });
    const refused = nextOrder();
    await shop.api.reserveStock({ orderId: refused, lines: [{ sku: 'IDLE-1', quantity: 2 }] });
    expect(await shop.api.releaseStock({ orderId: refused })).toEqual({});
    expect(await shop.api.releaseStock({ orderId: nextOrder() })).toEqual({});
    expect(await onHand('IDLE-1')).toEqual([1]);
  });
});
