import type { Chance } from '../chance.ts';

/** How the shop of a run is set up. */
export interface Setting {
  readonly monoliths: number;
  readonly ordersHosts: number;
  /** How calls that are made later reach other hosts, and with queues the own one too. */
  readonly via: 'http' | 'queue';
  /** Whether intake has a queue for when the database is away. */
  readonly intakeQueue: boolean;
  /** Of the buyers who always order by it. */
  readonly queuePercent: number;
  /** Milliseconds. */
  readonly leaseMs: number;
  readonly relayLeaseMs: number;
  /** Until a missing acknowledgement makes a relay deliver again: milliseconds. */
  readonly overdueMs: number;
  /** Between two looks of a runner or a relay at its store while there is nothing, at most: milliseconds. */
  readonly pollMs: number;
  readonly batchSize: number;
  readonly relayBatchSize: number;
  readonly stock: ReadonlyMap<string, number>;
  /** Milliseconds in which buyers order and things break. */
  readonly lasts: number;
}

export function settingOf(chance: Chance): Setting {
  const intakeQueue = chance.hits(0.5);
  return {
    monoliths: chance.hits(0.4) ? 2 : 1,
    ordersHosts: chance.whole(0, 2),
    via: chance.hits(0.5) ? 'http' : 'queue',
    intakeQueue,
    queuePercent: intakeQueue && chance.hits(0.5) ? 40 : 0,
    leaseMs: chance.pick([2_000, 5_000, 15_000]),
    relayLeaseMs: chance.pick([3_000, 12_000, 30_000]),
    overdueMs: chance.pick([2_000, 6_000, 20_000]),
    pollMs: chance.pick([500, 3_000, 5_000]),
    batchSize: chance.pick([1, 3, 16]),
    relayBatchSize: chance.pick([1, 4, 32]),
    stock: new Map([['MUG', 40], ['PEN', 12], ['LAMP', 2]]),
    lasts: chance.between(5_000, 15_000),
  };
}

/** What a piece costs: minor units of GBP. */
export const prices: Readonly<Record<string, number>> = { MUG: 250, PEN: 99, LAMP: 4_000 };
