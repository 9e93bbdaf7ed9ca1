import type { Owner } from '../faults/run/owner.ts';

/** How a shop served the orders that it accepted since a moment. */
export interface Served {
  readonly orders: number;
  /** From the first acceptance until the last end. */
  readonly perSecond: number;
  /** Milliseconds from acceptance until the end, of 99 in 100 orders. */
  readonly p99: number;
}

const statement = (which: string) => `
  WITH ended AS (
    SELECT accepted_at, max(at) AS ended_at FROM orders.placed_order AS placed JOIN orders.step USING (order_id)
    WHERE accepted_at >= $1 AND status IN ('confirmed', 'rejected', 'cancelled') AND ${which} GROUP BY order_id
  )
  SELECT count(*)::int AS orders,
    (count(*) / extract(epoch FROM max(ended_at) - min(accepted_at)))::float8 AS "perSecond",
    (1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - accepted_at)))::float8 AS p99
  FROM ended`;

/** Reads it from the rows. @param which a condition on the orders that count; all if left out */
export async function servedSince({ query }: Pick<Owner, 'query'>, since: Date, which = 'true'): Promise<Served> {
  return (await query<Served>(statement(which), [since]))[0]!;
}
