import { writerInTurns, type Sql } from '@banyan/adapter-postgres';
import type { OrderState, OrderStatus } from '@banyan/contracts/orders';
import type { Money, OrderLine } from '@banyan/contracts/values';
import type { BookedOrder, OrderBook } from '../ports/order-book.ts';

interface OrderRow {
  order_id: string;
  buyer: string;
  market: string;
  accepted_at: Date;
  lines: OrderLine[];
  state: OrderState | null;
  recorded_at: Date | null;
  not_executed: Date[];
}

interface SummaryRow {
  order_id: string;
  market: string;
  accepted_at: Date;
  status: OrderStatus | null;
  total: Money | null;
}

const findOrder = `
  SELECT order_id, i.buyer, i.market, i.accepted_at, i.lines, s.state, s.recorded_at,
    ARRAY(SELECT n.accepted_at FROM checkout.not_executed n WHERE n.order_id = i.order_id ORDER BY n.accepted_at) AS not_executed
  FROM checkout.intake i LEFT JOIN checkout.order_state s USING (order_id)
  WHERE order_id = $1`;

const summaries = `
  SELECT order_id, i.market, i.accepted_at, s.status, s.total
  FROM checkout.intake i LEFT JOIN checkout.order_state s USING (order_id)
  WHERE i.buyer = $1`;
const newestFirst = 'ORDER BY i.accepted_at DESC, i.order_id DESC LIMIT $2';
const newest = `${summaries} ${newestFirst}`;
const newestBehind = `${summaries} AND (i.accepted_at, i.order_id) < ($3, $4) ${newestFirst}`;

const keeping = (state: string) => `
  INSERT INTO checkout.order_state AS kept (order_id, revision, status, total, state, recorded_at)
  ${state}
  ON CONFLICT (order_id) DO UPDATE
  SET revision = excluded.revision, status = excluded.status, total = excluded.total, state = excluded.state, recorded_at = excluded.recorded_at
  WHERE kept.revision < excluded.revision`;
const keepState = keeping('VALUES ($1, $2, $3, $4, $5, $6)');
const stateColumns = 'order_id text, revision integer, status text, total jsonb, state jsonb, recorded_at timestamptz';
const keepStatesInTurn = `
  , stored AS (${keeping('SELECT order_id, revision, status, total, state, recorded_at FROM written ORDER BY order_id')})
  SELECT place FROM written`;

/** What checkout knows of its orders, in PostgreSQL. */
export function orderBookIn(sql: Sql): OrderBook {
  const keepInTurn = writerInTurns(sql, { module: 'checkout', columns: stateColumns, statement: keepStatesInTurn });
  return {
    async find(orderId) {
      const [row] = await sql.query<OrderRow>(findOrder, [orderId]);
      return row ? bookedOrder(row) : null;
    },

    async list(buyer, behind, limit) {
      const rows = behind
        ? await sql.query<SummaryRow>(newestBehind, [buyer, limit, behind.acceptedAt, behind.orderId])
        : await sql.query<SummaryRow>(newest, [buyer, limit]);
      return rows.map(({ order_id, market, accepted_at, status, total }) => ({
        orderId: order_id,
        market,
        acceptedAt: accepted_at.toISOString(),
        status,
        total,
      }));
    },

    async keep(state, recordedAt) {
      const { orderId, revision, status, total } = state;
      await sql.query(keepState, [orderId, revision, status, total ? JSON.stringify(total) : null, JSON.stringify(state), recordedAt]);
    },

    keepInTurn(state, recordedAt, turn) {
      const { orderId, revision, status, total } = state;
      return keepInTurn(turn, { order_id: orderId, revision, status, total, state, recorded_at: recordedAt, completes: true });
    },
  };
}

function bookedOrder({ order_id, buyer, market, accepted_at, lines, state, recorded_at, not_executed }: OrderRow): BookedOrder {
  return {
    intake: { orderId: order_id, buyer, market, acceptedAt: accepted_at.toISOString(), lines },
    kept: state && recorded_at ? { state, recordedAt: recorded_at.toISOString() } : null,
    notExecuted: not_executed.map((acceptedAt) => ({ acceptedAt: acceptedAt.toISOString(), reason: 'idempotencyKeyReused' })),
  };
}
