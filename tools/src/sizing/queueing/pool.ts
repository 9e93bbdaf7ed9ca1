import { erlangC } from './erlang-c.ts';

/** Servers that share one queue (M/M/c): tasks behind a balancer, or the places of lane runners. */
export interface Pool {
  readonly servers: number;
  /** Arrivals a second. */
  readonly rate: number;
  /** Seconds for which one arrival keeps one server busy, on average. */
  readonly service: number;
}

/** The share of the servers' time that is used; 1 and more cannot be kept up. */
export function utilisationOf({ servers, rate, service }: Pool): number {
  return (rate * service) / servers;
}

/** Seconds that an arrival waits for a server, on average; infinite where the load cannot be kept up. */
export function meanWait(pool: Pool): number {
  const { servers, rate, service } = pool;
  if (utilisationOf(pool) >= 1) return Infinity;
  return (erlangC(servers, rate * service) * service) / (servers - rate * service);
}

/** Seconds within which this share of arrivals is done, waiting and service together. @param share between 0 and 1 */
export function timeWithin(pool: Pool, share: number): number {
  return quantile((seconds) => shareOver(pool, seconds), share, pool);
}

/** Seconds within which this share of arrivals has found a server. @param share between 0 and 1 */
export function waitWithin(pool: Pool, share: number): number {
  const { servers, rate, service } = pool;
  if (utilisationOf(pool) >= 1) return Infinity;
  const waiting = erlangC(servers, rate * service);
  return waiting <= 1 - share ? 0 : (Math.log(waiting / (1 - share)) * service) / (servers - rate * service);
}

/** Completions a second: all that arrives, as long as the servers keep up. */
export function throughputOf({ servers, rate, service }: Pool): number {
  return Math.min(rate, servers / service);
}

/** The share of arrivals that take longer than so many seconds, waiting and service together. */
function shareOver({ servers, rate, service }: Pool, seconds: number): number {
  const waiting = erlangC(servers, rate * service);
  const served = 1 / service;
  const freed = servers / service - rate;
  const own = Math.exp(-served * seconds);
  // Where both rates are alike, the sum of the two exponentials becomes an Erlang distribution.
  if (Math.abs(freed - served) < 1e-9 * served) return own * (1 + waiting * served * seconds);
  return own + (waiting * served * (own - Math.exp(-freed * seconds))) / (freed - served);
}

function quantile(over: (seconds: number) => number, share: number, pool: Pool): number {
  if (utilisationOf(pool) >= 1) return Infinity;
  let [low, high] = [0, pool.service];
  while (over(high) > 1 - share) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (over(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
