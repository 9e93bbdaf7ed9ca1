import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stockFactor, type Plan } from '@banyan/tools/replay';
import { again } from '../faults/catalogue/again.ts';
import { flush } from '../faults/catalogue/redis.ts';
import { startShopOfRun, type ShopOfRun } from '../faults/run/shop-of-run.ts';
import { median, tell } from '../routing/figures.ts';
import { booksOf } from './books.ts';
import { ordersToPlay } from './orders-to-play.ts';
import { playTo } from './playing.ts';
import { servedSince } from './served.ts';

const seed = Number(process.env['BANYAN_SEED'] ?? 20_261_129);
/** Pairs of rounds; who goes first takes turns. */
const pairs = 4;
/** Of a round where no file is named: enough for several times of forgetting. */
const orders = 2_000;
/** Milliseconds between two times at which Redis forgets everything. */
const between = 5_000;

let plan: Plan;
let shop: ShopOfRun;
beforeAll(async () => {
  plan = await ordersToPlay(stockFactor(String(pairs * 2))!, { orders });
  shop = await startShopOfRun('behind-nginx', { redis: true }, seed, { bringIn: async () => undefined });
});
afterAll(() => shop.discard());

it(`orders are served in turn and once though Redis forgets everything each ${between / 1_000} s`, async () => {
  const shares: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const perSecond = { quiet: 0, flushed: 0 };
    for (const kind of pair % 2 === 0 ? (['quiet', 'flushed'] as const) : (['flushed', 'quiet'] as const)) {
      const since = new Date();
      const flushed = kind === 'flushed' ? await again(() => flush(shop.redis!.url), () => between) : undefined;
      const { report, unaccounted, refused } = await playTo(shop.tested.shop, plan, Infinity).done.finally(() => flushed?.heal());
      expect({ unaccounted, refused, confirmed: report.confirmed }).toEqual({ unaccounted: [], refused: [], confirmed: plan.orders.length });
      perSecond[kind] = (await servedSince(shop.owner, since)).perSecond;
    }
    shares.push(perSecond.flushed / perSecond.quiet);
    tell(`pair ${pair + 1}`, `${perSecond.quiet.toFixed(0)} orders/s with a quiet Redis, ${perSecond.flushed.toFixed(0)} with one that forgets`);
  }
  tell('of the throughput is left', `${(median(shares) * 100).toFixed(0)} % (${shares.map((share) => (share * 100).toFixed(0)).join(', ')})`);
  expect((await booksOf(shop)).mistakes).toEqual([]);
});
