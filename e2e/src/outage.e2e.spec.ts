import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringInCatalogue } from './catalogue.ts';
import { Operator, sold } from './operator.ts';
import { Shopper } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { accepted, anOrder, type Accepted } from './stories/orders.ts';

let tested: ShopUnderTest;
let shopper: Shopper;
let operator: Operator;

beforeAll(async () => {
  tested = await shopUnderTest({ split: ['orders', 'catalog'], via: 'http', replies: 'http' });
  shopper = new Shopper(tested.shop.publicUrl, 'outage');
  operator = new Operator(tested.shop);
  await bringInCatalogue(operator);
});

afterAll(() => tested.discard());

describe('while orders is down', () => {
  it('an order is accepted, shown as the last word on it, and confirmed at the price of its acceptance once orders is back', async () => {
    await tested.kill('orders');
    const order = await accepted(shopper, 'while-down', anOrder([['MUG', 2]]));
    const waiting = await shopper.ask('get', `/orders/${order.orderId}`, { bearer: order.receipt });
    expect(waiting.body).toMatchObject({ status: 'accepted', stale: true, lines: [{ sku: 'MUG', quantity: 2 }] });

    await operator.call('catalog.changePrices', { prices: [{ priceList: 'gbp', sku: 'MUG', amount: 1_000 }] });
    await tested.shop.startHost('orders');
    const confirmed = await shopper.settled(order.orderId, order.receipt);
    expect(confirmed.body).toMatchObject({ status: 'confirmed', total: { amount: 2 * 899, currency: 'GBP' } });
  });

  it('a cancellation is accepted, and carried out behind its order', async () => {
    await tested.kill('orders');
    const order = await accepted(shopper, 'cancelled-while-down', anOrder([['LAMP', 1]]));
    expect((await shopper.ask('post', `/orders/${order.orderId}/cancellation`, { bearer: order.receipt })).status).toBe(202);
    await tested.shop.startHost('orders');
    const cancelled = await shopper.settled(order.orderId, order.receipt, (status) => status === 'cancelled');
    expect((cancelled.body as { history: { status: string }[] }).history.map(({ status }) => status)).toEqual(['accepted', 'processing', 'confirmed', 'cancelled']);
  });
});

describe('when orders and catalog are killed again and again under load', () => {
  const buyers = 12;
  const ordersPerBuyer = 10;
  const orders: (Accepted & { readonly buyer: number })[] = [];

  it('every order is accepted at once and ends confirmed, in its buyer’s order', async () => {
    const before = await sold(operator);
    const chargedBefore = (await ledger()).length;
    let buying = true;
    const buyAll = Promise.all(
      Array.from({ length: buyers }, async (_, buyer) => {
        for (let n = 0; n < ordersPerBuyer; n++) {
          const order = anOrder([[`PEN1${n}`, 1], ['PEN29', 2]], { email: `buyer-${buyer}@example.org` });
          orders.push({ ...(await accepted(shopper, `load-${buyer}-${n}`, order)), buyer });
        }
      }),
    ).finally(() => (buying = false));
    do {
      for (const name of ['orders', 'catalog']) {
        await tested.kill(name);
        await tested.shop.startHost(name);
      }
    } while (buying);
    await buyAll;

    const ends = await Promise.all(orders.map(({ orderId, receipt }) => shopper.settled(orderId, receipt)));
    expect(ends.map(({ body }) => (body as { status: string }).status)).toEqual(orders.map(() => 'confirmed'));
    for (let buyer = 0; buyer < buyers; buyer++) {
      const begun = ends.filter((_, index) => orders[index]!.buyer === buyer).map(({ body }) => (body as { history: { at: string }[] }).history[1]!.at);
      expect(begun).toEqual(begun.toSorted());
    }

    const after = await sold(operator);
    expect(after['PEN29']! - before['PEN29']!).toBe(2 * buyers * ordersPerBuyer);
    const charges = (await ledger()).slice(chargedBefore);
    expect(charges.map(({ key }) => key).toSorted()).toEqual(orders.map(({ orderId }) => `${orderId}:charge`).toSorted());
  });
});

/** What the payment provider's own books say was charged. */
async function ledger(): Promise<{ key: string }[]> {
  const text = await readFile(join(tested.folder, 'payments', 'ledger.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind?: string; key: string })
    .filter(({ key }) => key.endsWith(':charge'));
}
