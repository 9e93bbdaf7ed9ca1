import type { Owner } from '../faults/run/owner.ts';

/** How a shop served the orders that it accepted since a moment. */
export interface Served {
  readonly orders: number;
  /** From the first acceptance until the last end. */
  readonly perSecond: number;
  /** Milliseconds that 99 in 100 orders took at most, from when they could have been begun – accepted, and the one before of their buyer ended – until their end. */
  readonly p99: number;
}

const statement = (which: string) => `
  WITH ended AS (
    SELECT buyer, accepted_at, max(at) AS ended_at FROM orders.placed_order AS placed JOIN orders.step USING (order_id)
    WHERE accepted_at >= $1 AND status IN ('confirmed', 'rejected', 'cancelled') AND ${which} GROUP BY order_id
  ), taken AS (
    SELECT accepted_at, ended_at, greatest(accepted_at, lag(ended_at) OVER (PARTITION BY buyer ORDER BY ended_at)) AS ready_at FROM ended
  )
  SELECT count(*)::int AS orders,
    (count(*) / extract(epoch FROM max(ended_at) - min(accepted_at)))::float8 AS "perSecond",
    (1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - ready_at)))::float8 AS p99
  FROM taken`;

/** Reads it from the rows. @param which a condition on the orders that count; all if left out */
export async function servedSince({ query }: Pick<Owner, 'query'>, since: Date, which = 'true'): Promise<Served> {
  return (await query<Served>(statement(which), [since]))[0]!;
}
