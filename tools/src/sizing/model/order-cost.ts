import type { Cost, OrderCosts } from '../data/service-times.ts';

/** What an order of so many lines costs. */
export function costAt({ small, large }: OrderCosts, lines: number): Cost {
  const along = (lines - small.lines) / (large.lines - small.lines);
  return byFigure(small.cost, large.cost, (one, other) => Math.max(0, one + (other - one) * along));
}

/** Two costs as one, figure by figure. */
export function byFigure(one: Cost, other: Cost, by: (one: number, other: number) => number): Cost {
  return {
    monolith: by(one.monolith, other.monolith),
    orders: by(one.orders, other.orders),
    catalog: by(one.catalog, other.catalog),
    database: by(one.database, other.database),
    commits: by(one.commits, other.commits),
    log: by(one.log, other.log),
    messages: by(one.messages, other.messages),
  };
}
