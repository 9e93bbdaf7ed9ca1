import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stockFactor, type Plan } from '@banyan/tools/replay';
import { again } from '../faults/catalogue/again.ts';
import { flush } from '../faults/catalogue/redis.ts';
import { Recorder } from '../faults/history/index.ts';
import { Chance } from '../faults/run/chance.ts';
import { startShopOfRun, type ShopOfRun } from '../faults/run/shop-of-run.ts';
import { tell } from '../routing/figures.ts';
import { booksOf } from './books.ts';
import { lowestStock } from './lowest-stock.ts';
import { nemesis, throughForNemesis } from './nemesis.ts';
import { ordersToPlay } from './orders-to-play.ts';
import { playTo } from './playing.ts';

const seed = Number(process.env['BANYAN_SEED'] ?? 20_261_129);
const instances = 4;
/** Seconds over which the orders are spread. */
const seconds = 100;

let plan: Plan;
let shop: ShopOfRun;
let history: string;
beforeAll(async () => {
  plan = await ordersToPlay(stockFactor('0.5')!);
  history = mkdtempSync(join(tmpdir(), 'banyan-nemesis-'));
  shop = await startShopOfRun('behind-nginx', { through: throughForNemesis, redis: true }, seed, { instances, bringIn: async () => undefined });
});
afterAll(async () => {
  await shop.discard();
  rmSync(history, { recursive: true });
});

it(`orders, stock and money add up, whatever is broken meanwhile (seed ${seed})`, async () => {
  const recorder = new Recorder(history, 'nemesis');
  const over = new AbortController();
  const playing = playTo(shop.tested.shop, plan, plan.orders.length / seconds);
  await playing.begun;
  const lowest = lowestStock(shop.owner);
  const flushed = await again(() => flush(shop.redis!.url), () => 1_000);
  const breaking = nemesis({ ...shop, recorder, attempts: () => 0 }, new Chance(seed, 'nemesis'), over.signal, (line) => tell('broken and healed', line));
  breaking.catch(() => undefined);
  const { report, unaccounted, refused } = await playing.done.finally(async () => {
    over.abort();
    await Promise.allSettled([breaking, flushed.heal(), lowest.stop()]);
    recorder.close();
  });
  const broken = await breaking;
  const least = await lowest.stop();
  const books = await booksOf(shop);

  tell('faults', Object.entries(broken).map(([number, times]) => `${number} ${times}`).join(', '));
  tell('orders', `${report.accepted} of ${report.orders} accepted, ${report.confirmed} confirmed, ${report.rejected['outOfStock'] ?? 0} out of stock`);
  tell('intake', `p50 ${report.intakeMs.p50} ms, p99 ${report.intakeMs.p99} ms`);
  tell('least in stock', least);
  tell('charged and not refunded, minor units', books.charged);
  expect({ unaccounted, refused, accepted: report.accepted }).toEqual({ unaccounted: [], refused: [], accepted: plan.orders.length });
  expect(report.confirmed + (report.rejected['outOfStock'] ?? 0)).toBe(plan.orders.length);
  expect(least).toBeGreaterThanOrEqual(0);
  expect(books.mistakes).toEqual([]);
  expect(Object.keys(broken).length).toBeGreaterThan(2);
});
