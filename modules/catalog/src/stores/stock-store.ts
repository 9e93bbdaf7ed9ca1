import type { Sql } from '@banyan/adapter-postgres';
import type { Reservation } from '@banyan/contracts/catalog';
import type { Stock, StockLevel } from '../ports/stock.ts';

/**
 * One statement, so that stock is locked no longer than the commit takes. Rows are locked in the order of their
 * SKU, so that orders wait for each other but never in a circle, and each is counted as it stands once it is
 * locked. Of repeats of one order only the one that inserts the reservation takes anything; it alone gets a row.
 */
const reserve = `
  WITH wanted AS MATERIALIZED (
    SELECT sku, quantity FROM unnest($2::text[], $3::integer[]) AS line (sku, quantity)
  ), held AS MATERIALIZED (
    SELECT stock.sku, wanted.quantity, stock.on_hand
    FROM wanted JOIN catalog.stock ON stock.sku = wanted.sku
    ORDER BY stock.sku
    FOR NO KEY UPDATE OF stock
  ), decided AS (
    INSERT INTO catalog.reservation (order_id, short_of, decided_at)
    SELECT $1, min(wanted.sku COLLATE "C") FILTER (WHERE held.on_hand IS NULL OR held.on_hand < wanted.quantity), $4
    FROM wanted LEFT JOIN held ON held.sku = wanted.sku
    ON CONFLICT (order_id) DO NOTHING
    RETURNING short_of
  ), taken AS (
    UPDATE catalog.stock SET on_hand = stock.on_hand - held.quantity
    FROM held, decided
    WHERE stock.sku = held.sku AND decided.short_of IS NULL
  ), noted AS (
    INSERT INTO catalog.movement (order_id, sku, kind, quantity, moved_at)
    SELECT $1, held.sku, 'reserved', held.quantity, $4
    FROM held, decided
    WHERE decided.short_of IS NULL
  )
  SELECT short_of FROM decided`;

const givenAnswer = 'SELECT short_of FROM catalog.reservation WHERE order_id = $1';

const release = `
  WITH held AS MATERIALIZED (
    SELECT stock.sku, movement.quantity
    FROM catalog.movement JOIN catalog.stock ON stock.sku = movement.sku
    WHERE movement.order_id = $1 AND movement.kind = 'reserved'
    ORDER BY stock.sku
    FOR NO KEY UPDATE OF stock
  ), noted AS (
    INSERT INTO catalog.movement (order_id, sku, kind, quantity, moved_at)
    SELECT $1, sku, 'released', quantity, $2 FROM held
    ON CONFLICT (order_id, sku, kind) DO NOTHING
    RETURNING sku, quantity
  )
  UPDATE catalog.stock SET on_hand = stock.on_hand + noted.quantity
  FROM noted WHERE stock.sku = noted.sku`;

const levels = `
  SELECT sku, initial, on_hand AS "onHand" FROM catalog.stock
  WHERE sku > $1 ORDER BY sku LIMIT $2`;

/** Stock in PostgreSQL. */
export function stockStore(sql: Sql): Stock {
  return {
    async reserve(orderId, demand, at) {
      const skus = demand.map(({ sku }) => sku);
      const quantities = demand.map(({ quantity }) => quantity);
      const [decided] = await sql.query<AnswerRow>(reserve, [orderId, skus, quantities, at]);
      if (decided) return toReservation(decided);
      const [given] = await sql.query<AnswerRow>(givenAnswer, [orderId]);
      if (given) return toReservation(given);
      throw new Error(`The reservation of '${orderId}' was neither made nor found. Call reserveStock again.`);
    },

    async release(orderId, at) {
      await sql.query(release, [orderId, at]);
    },

    levels: (after, limit) => sql.query<StockLevel>(levels, [after, limit]),
  };
}

interface AnswerRow {
  readonly short_of: string | null;
}

function toReservation({ short_of }: AnswerRow): Reservation {
  return short_of === null ? { outcome: 'reserved' } : { outcome: 'outOfStock', sku: short_of };
}
