import type { HostCapacity } from '@banyan/infra/environments';
import { shape } from '../data/shape.ts';
import { timeWithin, utilisationOf, waitWithin } from '../queueing/pool.ts';
import { serversFor } from '../queueing/servers-for.ts';

/** A load on tasks, each of which works off one piece at a time. */
export interface TaskLoad {
  /** Pieces of work in a second. */
  readonly rate: number;
  /** Seconds of CPU that they take in a second, all together. */
  readonly cpu: number;
  /** Seconds within which 99 of 100 pieces are to be done; no matter how long if left out. */
  readonly within?: number;
  /** Tasks that are needed for another reason; none if left out. */
  readonly atLeast?: number;
}

/** How many tasks a load takes, and what it is like to be served by them. */
export interface Tasks {
  readonly needed: number;
  readonly min: number;
  readonly max: number;
  readonly utilisation: number;
  /** Seconds within which half, and 99 of 100, pieces are done, waiting and service together. */
  readonly p50: number;
  readonly p99: number;
  /** Seconds within which 99 of 100 have found a task that is free. */
  readonly waitP99: number;
}

/** vCPUs of a task that the host has: those of its collector are taken off, and Node executes on one at most. */
export function vcpuOf({ cpu }: Pick<HostCapacity, 'cpu'>): number {
  return Math.min(1, (cpu - shape.collectorUnits) / 1_024);
}

/** The fewest tasks that keep the host's target of CPU and its time, and never fewer than the environment has at least. They may be more than it allows. */
export function tasksFor(capacity: HostCapacity, { rate, cpu, within, atLeast = 0 }: TaskLoad): Tasks {
  const service = rate === 0 ? 0 : cpu / rate / vcpuOf(capacity);
  const { min, max } = capacity.tasks;
  const demand = { rate, service, target: capacity.targetCpu / 100, atLeast: Math.max(min, atLeast) };
  // Where the service alone takes too long, more tasks would not help: then they are as many as the target asks for.
  const needed = serversFor({ ...demand, ...(within === undefined ? {} : { within }) }) ?? serversFor(demand)!;
  const pool = { servers: needed, rate, service };
  return { needed, min, max, utilisation: utilisationOf(pool), p50: timeWithin(pool, 0.5), p99: timeWithin(pool, 0.99), waitP99: waitWithin(pool, 0.99) };
}
