import type { OrderFigures } from '../arrivals/order-figures.ts';
import { costOf, totalOf, type Cost } from './cost.ts';
import { limitsFor, type Limit } from './limits.ts';
import { averageLoad, peakLoad } from './load.ts';
import type { ShopModel } from './shop.ts';
import { sizeFor, type Size } from './size.ts';

/** A month by list price, in US dollars. */
export interface Month {
  readonly cost: Cost;
  readonly total: number;
}

/** What the shop takes at so many times the load of a file. */
export interface Scaled {
  readonly times: number;
  /** At the busiest minute. */
  readonly peak: Size;
  /** At the average of all the time, to which autoscaling comes back. */
  readonly average: Size;
  readonly months: { readonly average: Month; readonly peak: Month };
  /** What is first to grow beyond the least that the environment has; undefined while nothing is. */
  readonly grown: readonly string[];
  /** Every limit, the one that is reached first in front. */
  readonly limits: readonly Limit[];
  /** How many times the peak's load the first limit is; below 1 the peak is too much. */
  readonly headroom: number;
}

/** Sizes a shop at multiples of what a file asks of it. */
export function sizing(figures: OrderFigures, times: readonly number[], shop: ShopModel): Scaled[] {
  return times.map((often) => {
    const peak = sizeFor(peakLoad(figures, often, shop.assumptions.readsPerOrder), shop);
    const average = sizeFor(averageLoad(figures, often, shop.assumptions.readsPerOrder), shop);
    const limits = limitsFor(peak.load, shop);
    return { times: often, peak, average, months: { average: monthOf(average, shop), peak: monthOf(peak, shop) }, grown: grownIn(peak, shop), limits, headroom: limits[0]!.atOrders / peak.load.orders };
  });
}

function monthOf(size: Size, shop: ShopModel): Month {
  const cost = costOf(size, shop);
  return { cost, total: totalOf(cost) };
}

function grownIn({ hosts, writer, proxies }: Size, { region }: ShopModel): string[] {
  const tasks = (['monolith', 'orders', 'catalog'] as const).filter((name) => hosts[name].needed > hosts[name].min);
  return [...tasks, ...(writer.units > region.database.units.min ? ['Aurora'] : []), ...(proxies.perZone > region.proxies.perZone.min ? ['proxies'] : [])];
}
