import { describe, expect, it } from '@jest/globals';
import type { OrderFigures } from '../arrivals/order-figures.ts';
import { costItems, totalOf } from './cost.ts';
import { limitsFor } from './limits.ts';
import { atOrders } from './load.ts';
import { roundShop } from './shop.testing.ts';
import { sizeFor } from './size.ts';
import { sizing } from './sizing.ts';

const figures: OrderFigures = {
  source: 'a test',
  orders: 864,
  lines: 1_728,
  pieces: 3_000,
  seconds: 86_400,
  minute: { at: '2011-01-03 10:08', orders: 60, lines: 60, pieces: 60 },
  hour: { at: '2011-01-03 10', orders: 120, lines: 240, pieces: 400 },
  ofOneBuyer: 3,
};
const scaled = sizing(figures, [1, 10, 100], roundShop);

describe('a sizing', () => {
  it('takes the busiest minute and the average so many times, with the pages that belong to them', () => {
    expect(scaled.map(({ peak }) => peak.load)).toEqual([1, 10, 100].map((orders) => ({ orders, linesPerOrder: 1, reads: 2 * orders })));
    expect(scaled[1]!.average.load).toEqual({ orders: 0.1, linesPerOrder: 2, reads: 0.2 });
  });

  it('names what has grown', () => {
    expect(scaled.map(({ grown }) => grown)).toEqual([[], [], ['monolith', 'orders', 'catalog', 'Aurora']]);
  });

  it('costs more at the peak and with more load, and the sum of its items', () => {
    for (const { months } of scaled) {
      expect(months.peak.total).toBeGreaterThanOrEqual(months.average.total);
      expect(costItems.reduce((sum, item) => sum + months.peak.cost[item], 0)).toBeCloseTo(months.peak.total, 6);
    }
    expect(scaled.map(({ months }) => months.peak.total)).toEqual(scaled.map(({ months }) => totalOf(months.peak.cost)).toSorted((one, other) => one - other));
  });

  it('costs what is there though nobody comes', () => {
    const [nobody] = sizing({ ...figures, minute: { ...figures.minute, orders: 1e-9, lines: 1e-9 } }, [1], roundShop);
    // Six tasks of one vCPU and 2 GB: 730 hours at 0.03238 and twice 0.00356 each.
    expect(nobody!.months.peak.cost.tasks).toBeCloseTo(6 * 730 * (0.03238 + 2 * 0.00356), 6);
    // A writer and its reader at 2 ACU, and the instance for reports.
    expect(nobody!.months.peak.cost.database).toBeCloseTo(6 * 730 * 0.14, 3);
    expect(nobody!.months.peak.cost.redis).toBeCloseTo(3 * 730 * 0.243, 6);
  });
});

describe('the limits', () => {
  it('come in the order in which they are reached, whatever the load is now', () => {
    const reached = scaled.map(({ limits }) => limits.map(({ what }) => what));
    expect(reached[1]).toEqual(reached[0]);
    const at = scaled[0]!.limits.map(({ atOrders: orders }) => orders);
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(scaled.map(({ headroom }) => headroom)).toEqual([1, 10, 100].map((times) => expect.closeTo(at[0]! / times, 9)));
  });

  it.each(['monolith', 'orders', 'catalog'] as const)('of %s are where all its tasks are at their target, and one more would be needed', (name) => {
    const { load } = scaled[0]!.peak;
    const limit = limitsFor(load, roundShop).find(({ what }) => what === `tasks of ${name}`)!;
    const needed = (orders: number) => sizeFor(atOrders(load, orders), roundShop).hosts[name].needed;
    expect(needed(limit.atOrders * 0.999)).toBe(10);
    expect(needed(limit.atOrders * 1.01)).toBe(11);
  });

  it('are the database’s where its writer is at its largest', () => {
    const { load } = scaled[0]!.peak;
    const limit = limitsFor(load, roundShop).find(({ what }) => what === 'Aurora’s writer')!;
    expect(sizeFor(atOrders(load, limit.atOrders), roundShop).writer.units).toBe(16);
    expect(sizeFor(atOrders(load, limit.atOrders * 1.01), roundShop).writer.units).toBeGreaterThan(16);
  });

  it('are never reached by connections that all fit, and at once by those that do not', () => {
    const of = (max: number) => {
      const { monolith } = roundShop.region.hosts;
      const hosts = { ...roundShop.region.hosts, monolith: { ...monolith, tasks: { min: 2, max } } };
      return limitsFor(scaled[0]!.peak.load, { ...roundShop, region: { ...roundShop.region, hosts } }).find(({ what }) => what === 'connections')!.atOrders;
    };
    expect([of(10), of(100)]).toEqual([Infinity, 0]);
  });
});
