import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringInCatalogue } from '../catalogue.ts';
import { Operator, sold } from '../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { Shopper } from '../shopper.ts';
import { BOUGHT, type Load, type Placed } from './load.ts';

/** A shop of several monoliths behind an nginx. */
export interface ShopBehindNginx extends ShopUnderTest {
  readonly operator: Operator;
  /** Restarts the monoliths one after the other. */
  rollingRestart(): Promise<void>;
  /** The orders that were not executed exactly once, each with why; asked once all have ended. */
  notOnce(orders: readonly Placed[]): Promise<readonly string[]>;
  /** What nginx wrote about each request. */
  accessLog(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Starts one. */
export async function shopBehindNginx(instances: number): Promise<ShopBehindNginx> {
  const tested = await shopUnderTest({ split: [], via: 'http', replies: 'http', instances }, { LOG_LEVEL: 'info' });
  try {
    const operator = new Operator(tested.shop);
    await bringInCatalogue(operator);
    return {
      ...tested,
      get shop() {
        return tested.shop;
      },
      operator,
      rollingRestart: async () => void (await tested.shop.restartHost('monolith')),
      notOnce: (orders) => notOnce(orders, tested, operator),
      accessLog: async () => (await readFile(join(tested.folder, 'nginx', 'access.log'), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>),
    };
  } catch (error) {
    await tested.discard();
    throw error;
  }
}

/** Resolves once so many more requests have been answered. */
export async function moreRequests(load: Load, count: number): Promise<void> {
  const goal = load.requests + count;
  while (load.requests < goal) await pause(20);
}

async function notOnce(orders: readonly Placed[], { shop, folder }: ShopUnderTest, operator: Operator): Promise<string[]> {
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
