import { timeWithin, utilisationOf } from './pool.ts';

/** What a pool has to hold. */
export interface Demand {
  /** Arrivals a second. */
  readonly rate: number;
  /** Seconds for which one arrival keeps one server busy. */
  readonly service: number;
  /** The share of its time that a server may be used; between 0 and 1. */
  readonly target: number;
  /** Seconds within which 99 of 100 arrivals are to be done; no matter how long if left out. */
  readonly within?: number;
  /** Servers that there are at least. */
  readonly atLeast: number;
}

/**
 * The fewest servers that keep their utilisation at its target or below, and 99 of 100 arrivals within their time.
 * @returns undefined where no number does, since the service alone takes longer
 */
export function serversFor({ rate, service, target, within, atLeast }: Demand): number | undefined {
  // A hair of slack, so that a load that fits exactly is not rounded into one server more.
  const forTarget = Math.max(1, atLeast, Math.ceil((rate * service) / target - 1e-9));
  if (within === undefined) return forTarget;
  if (-Math.log(0.01) * service > within) return undefined;
  let servers = forTarget;
  while (utilisationOf({ servers, rate, service }) >= 1 || timeWithin({ servers, rate, service }, 0.99) > within) servers++;
  return servers;
}
