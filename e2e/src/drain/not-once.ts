import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sold, type Operator } from '../operator.ts';
import type { ShopUnderTest } from '../shop-under-test.ts';
import { Shopper } from '../shopper.ts';
import { BOUGHT, type Placed } from './load.ts';

/** The orders that were not executed exactly once, each with why; asked once all have ended, of a shop that had no others. */
export async function notOnce(orders: readonly Placed[], { shop, folder }: ShopUnderTest, operator: Operator): Promise<string[]> {
  const shopper = new Shopper(shop.publicUrl, 'settled');
  const found: string[] = [];
  const left = orders.values();
  const look = async () => {
    for (const { orderId, receipt } of left) {
      const { status } = (await shopper.settled(orderId, receipt)).body as { readonly status: string };
      if (status !== 'confirmed') found.push(`${orderId} ended as ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 10 }, look));

  if (new Set(orders.map(({ orderId }) => orderId)).size !== orders.length) found.push('two orders have one id');
  const charged = await charges(folder);
  for (const { orderId } of orders) {
    const times = charged.filter((key) => key === `${orderId}:charge`).length;
    if (times !== 1) found.push(`${orderId} was charged ${times} times`);
  }
  if (charged.length !== orders.length) found.push(`${charged.length} charges for ${orders.length} orders`);
  const pieces = (await sold(operator))[BOUGHT];
  if (pieces !== orders.length) found.push(`${pieces} pieces were sold to ${orders.length} orders`);
  return found;
}

/** The keys of what the payment provider's own books say was charged. */
async function charges(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'payments', 'ledger.jsonl'), 'utf8').catch(() => '');
  const entries = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { readonly key: string });
  return entries.map(({ key }) => key).filter((key) => key.endsWith(':charge'));
}
