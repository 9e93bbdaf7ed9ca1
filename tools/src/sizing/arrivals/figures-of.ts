import type { PlannedOrder } from '../../replay/plan/plan.ts';
import type { OrderFigures, Ordered, Stretch } from './order-figures.ts';

/** Characters of a time such as `2011-05-10 15:05:00` that name its minute, and its hour. */
const minute = 16;
const hour = 13;

/** What the orders of a file say about when they arrive. @param orders at least one, by their time */
export function figuresOf(orders: readonly Pick<PlannedOrder, 'time' | 'customer' | 'lines'>[], source: string): OrderFigures {
  return {
    source,
    ...orderedIn(orders),
    seconds: secondsBetween(orders[0]!.time, orders.at(-1)!.time),
    minute: busiest(orders, minute),
    hour: busiest(orders, hour),
    ofOneBuyer: ofOneBuyer(orders),
  };
}

type Order = Parameters<typeof figuresOf>[0][number];

function orderedIn(orders: readonly Order[]): Ordered {
  const lines = orders.flatMap((order) => order.lines);
  return { orders: orders.length, lines: lines.length, pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0) };
}

function busiest(orders: readonly Order[], characters: number): Stretch {
  const stretches = [...Map.groupBy(orders, ({ time }) => time.slice(0, characters))].map(([at, within]) => ({ at, ...orderedIn(within) }));
  return stretches.reduce((most, next) => (next.orders - most.orders || next.lines - most.lines) > 0 ? next : most);
}

function ofOneBuyer(orders: readonly Order[]): number {
  const known = orders.filter(({ customer }) => customer !== undefined);
  const hours = Map.groupBy(known, ({ customer, time }) => `${customer} ${time.slice(0, hour)}`);
  return Math.max(0, ...[...hours.values()].map(({ length }) => length));
}

/** Both by the same clock; a shift of it to summer time is left in. */
function secondsBetween(from: string, to: string): number {
  return (Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)) / 1_000;
}
