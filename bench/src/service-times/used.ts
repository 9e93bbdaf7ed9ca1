import { setTimeout as pause } from 'node:timers/promises';
import type { Shop } from '@banyan/tools/start';
import type { DatabaseTotals, Shopper } from '../shopper.ts';
import { cpuSecondsOf } from './cpu-time.ts';

/** The processes whose CPU is looked at. */
export const processes = ['monolith', 'orders', 'catalog', 'postgres'] as const;
export type ProcessName = (typeof processes)[number];

/** What a shop has used, or uses in a second: CPU seconds of each process, and the work of its database. */
export type Used = Readonly<Record<ProcessName, number>> & DatabaseTotals;

/** Seconds in which nothing is asked of the shop, to see what it uses then: polls, leases, measurements. */
const idleSeconds = 5;

/** Milliseconds for PostgreSQL's sessions to hand in what they have counted. */
const handIn = 2_000;

/** What one of so many pieces of work costs, less what the shop used in as long a time just before, when nobody asked for anything. */
export async function usedBy(work: () => Promise<number>, { shop, shopper }: Reach): Promise<Used> {
  const idle = await usedIn(() => pause(idleSeconds * 1_000).then(() => 1), { shop, shopper });
  const { used, seconds, pieces } = await usedIn(work, { shop, shopper });
  return combined(used, idle.used, (one, other) => (one - (other * seconds) / idle.seconds) / pieces);
}

/** A shop, and who orders from it. */
export interface Reach {
  readonly shop: Shop;
  readonly shopper: Shopper;
}

async function usedIn(work: () => Promise<number>, reach: Reach): Promise<{ readonly used: Used; readonly seconds: number; readonly pieces: number }> {
  const begun = performance.now();
  const before = await usedSoFar(reach);
  const pieces = await work();
  await pause(handIn);
  const after = await usedSoFar(reach);
  return { used: combined(after, before, (one, other) => one - other), seconds: (performance.now() - begun) / 1_000, pieces };
}

/** Two readings as one, figure by figure. */
export function combined(one: Used, other: Used, by: (one: number, other: number) => number): Used {
  const figures = (Object.keys(one) as (keyof Used)[]).map((name) => [name, by(one[name], other[name])] as const);
  return Object.fromEntries(figures) as unknown as Used;
}

async function usedSoFar({ shop, shopper }: Reach): Promise<Used> {
  const cpu = processes.map((name) => {
    const host = shop.hosts.find((record) => record.name === name);
    return [name, host?.state === 'running' ? cpuSecondsOf(host.pid) : 0] as const;
  });
  return { ...(Object.fromEntries(cpu) as Record<ProcessName, number>), ...(await shopper.databaseTotals()) };
}
