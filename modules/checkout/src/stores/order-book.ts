import { completeTurn, type Database, type Sql } from '@banyan/adapter-postgres';
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
}

interface SummaryRow {
  order_id: string;
  market: string;
  accepted_at: Date;
  status: OrderStatus | null;
  total: Money | null;
}

const findOrder = `
  SELECT order_id, i.buyer, i.market, i.accepted_at, i.lines, s.state, s.recorded_at
  FROM checkout.intake i LEFT JOIN checkout.order_state s USING (order_id)
  WHERE order_id = $1`;

const summaries = `
  SELECT order_id, i.market, i.accepted_at, s.status, s.total
  FROM checkout.intake i LEFT JOIN checkout.order_state s USING (order_id)
  WHERE i.buyer = $1`;
const newestFirst = 'ORDER BY i.accepted_at DESC, i.order_id DESC LIMIT $2';
const newest = `${summaries} ${newestFirst}`;
const newestBehind = `${summaries} AND (i.accepted_at, i.order_id) < ($3, $4) ${newestFirst}`;

const keepState = `
  INSERT INTO checkout.order_state AS kept (order_id, revision, status, total, state, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (order_id) DO UPDATE
  SET revision = excluded.revision, status = excluded.status, total = excluded.total, state = excluded.state, recorded_at = excluded.recorded_at
  WHERE kept.revision < excluded.revision`;

/** What checkout knows of its orders, in PostgreSQL. */
export function orderBookIn(database: Database): OrderBook {
  return {
    async find(orderId) {
      const [row] = await database.query<OrderRow>(findOrder, [orderId]);
      return row ? bookedOrder(row) : null;
    },

    async list(buyer, behind, limit) {
      const rows = behind
        ? await database.query<SummaryRow>(newestBehind, [buyer, limit, behind.acceptedAt, behind.orderId])
        : await database.query<SummaryRow>(newest, [buyer, limit]);
      return rows.map(({ order_id, market, accepted_at, status, total }) => ({
        orderId: order_id,
        market,
        acceptedAt: accepted_at.toISOString(),
        status,
        total,
      }));
    },

    keep: (state, recordedAt) => keep(database, state, recordedAt),

    keepInTurn: (state, recordedAt, turn) =>
      database.transaction(async (tx) => {
        await keep(tx, state, recordedAt);
        await completeTurn(tx, 'checkout', turn);
      }),
  };
}

async function keep(sql: Sql, state: OrderState, recordedAt: Date): Promise<void> {
  const { orderId, revision, status, total } = state;
  await sql.query(keepState, [orderId, revision, status, total ? JSON.stringify(total) : null, JSON.stringify(state), recordedAt]);
}

function bookedOrder({ order_id, buyer, market, accepted_at, lines, state, recorded_at }: OrderRow): BookedOrder {
  return {
    intake: { orderId: order_id, buyer, market, acceptedAt: accepted_at.toISOString(), lines },
    kept: state && recorded_at ? { state, recordedAt: recorded_at.toISOString() } : null,
  };
}
