import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bringInCatalogue } from '../catalogue.ts';
import { Operator } from '../operator.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import type { Load, Placed } from './load.ts';
import { notOnce } from './not-once.ts';

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
