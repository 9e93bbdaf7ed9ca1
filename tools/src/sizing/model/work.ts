import type { Cost } from '../data/service-times.ts';
import type { Load } from './load.ts';
import { byFigure, costAt } from './order-cost.ts';
import type { ShopModel } from './shop.ts';

/** What a load costs in a second, on cores as quick as those at AWS are taken to be. */
export interface Work {
  readonly accepting: Cost;
  readonly executing: Cost;
  readonly reading: Cost;
  readonly all: Cost;
}

const cpu = ['monolith', 'orders', 'catalog', 'database'] as const;

/** The work of a second: each order is accepted and executed once, each page read once. */
export function workOf({ orders, linesPerOrder, reads }: Load, { times, assumptions }: Pick<ShopModel, 'times' | 'assumptions'>): Work {
  const so = (cost: Cost, often: number) => scaled(cost, often, assumptions.coreSpeed);
  const accepting = so(costAt(times.accept, linesPerOrder), orders);
  const executing = so(costAt(times.execute, linesPerOrder), orders);
  const reading = so(times.read, reads);
  const add = (one: number, other: number) => one + other;
  return { accepting, executing, reading, all: byFigure(byFigure(accepting, executing, add), reading, add) };
}

function scaled(cost: Cost, often: number, coreSpeed: number): Cost {
  const all = byFigure(cost, cost, (figure) => figure * often);
  return { ...all, ...Object.fromEntries(cpu.map((name) => [name, all[name] / coreSpeed])) };
}
