import { randomBytes } from 'node:crypto';
import { Random } from '../../generator/random.ts';
import type { Plan, PlannedOrder } from '../../replay/plan/plan.ts';
import type { Outcome } from '../../replay/play/outcome.ts';
import { connections, play } from '../../replay/play/play.ts';
import { HttpShop } from '../../replay/shop/http-shop.ts';
import type { Scale } from '../scale.ts';
import { BusyShop } from './busy-shop.ts';
import { RequestTally } from './request-tally.ts';
import { ShopWindow, type Shown } from './shop-window.ts';
import { steadily } from './steady.ts';

/** Milliseconds without any order accepted or ended after which playing gives up. */
const patience = 120_000;
/** The same shoppers each time. */
const seed = 4;

/** Shoppers that browse, order and look at their orders, at a steady pace. */
export interface Load {
  readonly tally: RequestTally;
  /** Has them go, and waits until each order that was accepted has ended. @returns what became of the orders */
  finish(): Promise<Outcome[]>;
}

/** @param given.bestSeller is what every fourth shopper who looks at a product looks at */
export function startLoad(given: {
  readonly publicUrl: string;
  readonly plan: Plan;
  readonly tokens: ReadonlyMap<string, string>;
  readonly bestSeller: Shown;
  readonly scale: Pick<Scale, 'browsing' | 'looking' | 'ordering'>;
  readonly signal: AbortSignal;
}): Load {
  const { publicUrl, plan, tokens, bestSeller, scale, signal } = given;
  const clock = () => performance.now();
  const closing = new AbortController();
  const tally = new RequestTally(clock);
  const http = new HttpShop(publicUrl, { connections: connections + 48 });
  const shop = new BusyShop({ shop: http, tally, clock, perSecond: scale.ordering });
  const window = new ShopWindow(publicUrl);
  const random = new Random(seed);

  const browse = (): Promise<void> => {
    if (random.happens(0.2)) return tally.count(() => window.leaf(bestSeller));
    return tally.count(() => window.look(random.happens(0.25) ? bestSeller : someProduct(plan.orders, random)));
  };
  const untilOver = { clock, signal: AbortSignal.any([signal, closing.signal]) };
  const visitors = [steadily(scale.browsing, browse, untilOver), steadily(scale.looking, () => shop.lookBack(random.share()), untilOver)];
  const listener = { accepted: () => undefined, ended: () => undefined };
  const playing = play(whileOpen(plan.orders, closing.signal), { shop, run: randomBytes(6).toString('base64url'), tokens, patience, listener, clock, signal });
  playing.catch(() => undefined);

  return {
    tally,
    finish: async () => {
      closing.abort();
      try {
        const outcomes = await playing;
        await Promise.all(visitors);
        return outcomes;
      } finally {
        await Promise.all([http.close(), window.close()]);
      }
    },
  };
}

function someProduct(orders: readonly PlannedOrder[], random: Random): Shown {
  const { market, lines } = random.oneOf(orders as [PlannedOrder, ...PlannedOrder[]]);
  return { market, sku: random.oneOf(lines as [PlannedOrder['lines'][number], ...PlannedOrder['lines']]).sku };
}

function* whileOpen(orders: readonly PlannedOrder[], closing: AbortSignal): Generator<PlannedOrder> {
  for (const order of orders) {
    if (closing.aborted) return;
    yield order;
  }
}
