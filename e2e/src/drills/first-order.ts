import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from '@banyan/tools/replay';
import { Shopper } from '../shopper.ts';
import { anOrder, type Accepted } from '../stories/an-order.ts';

/** Milliseconds between two tries, and for each to be answered. */
const between = 100;
const within = 10_000;

/** Sends an order again and again, under one key, until the shop takes it. @returns it, for {@link confirmed} */
export async function firstOrder(url: string, { products, markets }: Plan, name: string): Promise<Accepted> {
  const shopper = new Shopper(url, name);
  const product = products[0]!;
  const market = markets.find(({ priceList }) => product.prices.some((price) => price.priceList === priceList))!;
  const body = anOrder([[product.sku, 1]], { market: market.id, email: `${name}@example.org` });
  for (;;) {
    const answer = await shopper.ask('post', '/orders', { key: shopper.key('first-order'), body, within }).catch(() => undefined);
    if (answer?.status === 202) return answer.body as Accepted;
    await pause(between);
  }
}

/** Resolves once an order is confirmed. @throws {Error} if it ends in another way */
export async function confirmed(url: string, { orderId, receipt }: Accepted): Promise<void> {
  const shopper = new Shopper(url, 'looks-on');
  for (;;) {
    const answer = await shopper.ask('get', `/orders/${orderId}`, { bearer: receipt, within }).catch(() => undefined);
    const { status, stale } = (answer?.body ?? {}) as { readonly status?: string; readonly stale?: boolean };
    if (status === 'confirmed' && !stale) return;
    if (status === 'rejected' || status === 'cancelled') throw new Error(`${orderId} was to be confirmed, and is ${status}.`);
    await pause(between);
  }
}
