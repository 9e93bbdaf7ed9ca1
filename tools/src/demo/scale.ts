import type { PlannedOrder } from '../replay/plan/plan.ts';

/** How much is going on in a demo, and how far its rollouts go. */
export interface Scale {
  /** Orders that are generated: more than are played. */
  readonly generated: number;
  /** Requests a second. */
  readonly browsing: number;
  readonly looking: number;
  readonly ordering: number;
  /** Steps of a rollout after the shadow, as the command line has them. */
  readonly steps: string;
  /** Calls and seconds that each step takes at least. */
  readonly catalogue: GateFlags;
  readonly orders: GateFlags;
  /** Requests that warm the shop up, and by which it is measured at home and away. */
  readonly measured: number;
}

type GateFlags = { readonly calls: number; readonly seconds: number };

/** Two to three minutes. Two cores can do it beside other work; most of the time goes by at one percent. */
export const full: Scale = {
  generated: 3_000,
  browsing: 180,
  looking: 90,
  ordering: 4,
  steps: 'canary:1,canary:5,canary:25,canary:50,canary:100,remote',
  catalogue: { calls: 60, seconds: 3 },
  orders: { calls: 30, seconds: 3 },
  measured: 1_000,
};

/** As short as it can be and still show everything. */
export const quick: Scale = {
  generated: 1_500,
  browsing: 80,
  looking: 60,
  ordering: 4,
  steps: 'canary:50,remote',
  catalogue: { calls: 60, seconds: 0 },
  orders: { calls: 40, seconds: 0 },
  measured: 200,
};

/** Milliseconds by which the target's p99 may exceed home's, and by which the slow build is slower: told apart on a busy machine too. */
export const SLOWER_BY_MS = 300;
export const SLOW_BUILD_MS = 600;

/** The product that shoppers look at most: that of most of the first orders. @throws {Error} if there are no orders */
export function bestSeller(orders: readonly PlannedOrder[]): { readonly sku: string; readonly market: string } {
  const sold = new Map<string, { readonly sku: string; readonly market: string; readonly count: number }>();
  for (const { market, lines } of orders.slice(0, 1_000)) {
    for (const { sku } of lines) sold.set(`${market} ${sku}`, { sku, market, count: (sold.get(`${market} ${sku}`)?.count ?? 0) + 1 });
  }
  const [best] = [...sold.values()].sort((one, other) => other.count - one.count);
  if (!best) throw new Error('There is no order to play.');
  return { sku: best.sku, market: best.market };
}
