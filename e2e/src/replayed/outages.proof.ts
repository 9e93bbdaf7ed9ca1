import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { stockFactor, type Plan } from '@banyan/tools/replay';
import { Processes } from '../faults/run/processes.ts';
import { tell } from '../routing/figures.ts';
import { Shopper } from '../shopper.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { accepted, anOrder } from '../stories/orders.ts';
import { ordersToPlay, soldBy } from './orders-to-play.ts';
import { playTo } from './playing.ts';

/** Seconds of calm before something goes away. */
const calm = 3;

/** What is away for how long, and what is then told of an order that was accepted meanwhile. */
const outages = [
  { what: 'orders is killed', host: 'orders', seconds: 120, how: 'killed', shown: { status: 'accepted', stale: true } },
  { what: 'PostgreSQL of the whole shop is killed', host: 'postgres', seconds: 30, how: 'killed', shown: { status: 'accepted', stale: true } },
  { what: 'the queues are killed and forget what they held', host: 'sqs', seconds: 15, how: 'killed', shown: { status: 'accepted' } },
  { what: 'the queues answer nobody', host: 'sqs', seconds: 20, how: 'frozen', shown: { status: 'accepted' } },
] as const;

let plan: Plan;
let tested: ShopUnderTest;
beforeAll(async () => {
  // Twice what is sold, since those who look on buy too.
  plan = await ordersToPlay(stockFactor('2')!);
});
afterEach(() => tested.discard());

it.each(outages)('every order is accepted and confirmed though $what for $seconds seconds', async ({ what, host, seconds, how, shown }) => {
  tested = await shopUnderTest({ split: ['orders', 'catalog'], via: 'sqs', replies: 'http' });
  const processes = new Processes(() => tested.shop);

  // The orders are spread over the whole outage and some time after it.
  const rate = plan.orders.length / (calm + seconds * 1.1);
  const playing = playTo(tested.shop, plan, rate);
  await playing.begun;
  await pause(calm * 1_000);
  const began = performance.now();
  if (how === 'killed') await processes.kill(host);
  else await processes.freeze(host);
  expect(await lookOn(tested.shop.publicUrl, plan)).toMatchObject(shown);
  await pause(began + seconds * 1_000 - performance.now());
  if (how === 'killed') await processes.start(host);
  else processes.thaw(host);
  const back = performance.now();

  const { report, unaccounted, refused } = await playing.done;
  const took = (performance.now() - back) / 1_000;
  const waiting = plan.orders.length - rate * calm;
  tell(`while ${what} for ${seconds} s`, `${report.accepted} of ${report.orders} accepted at ${rate.toFixed(1)}/s, ${report.confirmed} confirmed, the last ${took.toFixed(1)} s after it was back`);
  tell('worked off', `${(waiting / took).toFixed(1)}/s, ${(waiting / took / rate).toFixed(1)} × the rate at which they came`);
  tell('intake', `p50 ${report.intakeMs.p50} ms, p99 ${report.intakeMs.p99} ms`);
  expect({ unaccounted, refused, accepted: report.accepted, confirmed: report.confirmed }).toEqual({ unaccounted: [], refused: [], accepted: plan.orders.length, confirmed: plan.orders.length });
  expect({ units: report.units, revenue: report.revenue }).toEqual(soldBy(plan));
});

/** What is told of an order that was accepted just now. */
async function lookOn(url: string, { products, markets }: Plan): Promise<unknown> {
  const shopper = new Shopper(url, 'looks-on');
  const [product, market] = [products[0]!, markets.find(({ priceList }) => products[0]!.prices.some((price) => price.priceList === priceList))!];
  const { orderId, receipt } = await accepted(shopper, 'looks-on', anOrder([[product.sku, 1]], { market: market.id }));
  return (await shopper.ask('get', `/orders/${orderId}`, { bearer: receipt })).body;
}
