import { completeTurn, hurryLane, outboxAppend, outboxRecord, writerInTurns, type Sql, type TurnWrite } from '@banyan/adapter-postgres';
import { callLane, type Turn } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { stateOf, type Order } from '../domain/order.ts';
import type { Entry, OrderLedger } from '../ports/order-ledger.ts';
import { orderOf, outcomeOf, type OrderRow } from './order-rows.ts';

/** The module from which orders and cancellations come. */
const acceptedBy = 'checkout';

const selectOrder = `
  SELECT placed.order_id, placed.buyer, placed.market, placed.accepted_at, placed.total, placed.currency,
    (SELECT jsonb_agg(jsonb_build_object('kind', step.step, 'outcome', step.outcome, 'at', step.at) ORDER BY step.position)
       FROM orders.step WHERE step.order_id = placed.order_id) AS steps,
    (SELECT jsonb_agg(jsonb_build_object(
         'sku', line.sku, 'name', line.name, 'quantity', line.quantity, 'unitPrice', line.unit_price) ORDER BY line.position)
       FROM orders.line WHERE line.order_id = placed.order_id) AS lines
  FROM orders.placed_order placed
  WHERE placed.order_id = $1`;

const entryColumns = 'order_id text, status text, step text, outcome jsonb, at timestamptz, opens jsonb, lines jsonb, event jsonb';

/** Each entry is whole: its step, the order that it opens or changes, and the event that tells of it. */
const recordEntries = `
  , placed AS (
    INSERT INTO orders.placed_order (order_id, buyer, market, status, total, currency, accepted_at, ship_to, email)
    SELECT order_id, opened.buyer, opened.market, status, opened.total, opened.currency, opened.accepted_at, opened.ship_to, opened.email
    FROM written CROSS JOIN LATERAL jsonb_to_record(opens) AS opened
      (buyer text, market text, total bigint, currency text, accepted_at timestamptz, ship_to jsonb, email text)
    WHERE opens IS NOT NULL
  ), line AS (
    INSERT INTO orders.line (order_id, position, sku, name, quantity, unit_price)
    SELECT order_id, line.position, line.sku, line.name, line.quantity, line.unit_price
    FROM written CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(lines) AS (sku text, name text, quantity integer, "unitPrice" bigint))
      WITH ORDINALITY AS line (sku, name, quantity, unit_price, position)
  ), changed AS (
    UPDATE orders.placed_order SET status = written.status
    FROM written WHERE placed_order.order_id = written.order_id AND placed_order.status <> written.status
  ), step AS (
    INSERT INTO orders.step (order_id, step, outcome, at) SELECT order_id, step, outcome, at FROM written
  ), told AS (
    SELECT place, event FROM written ORDER BY event->>'lane' COLLATE "C"
  )
  SELECT place, ${outboxAppend(orders.name, 'told.event')} AS sequence FROM told`;

/** The ledger in the module's schema: each entry is written in its turn, by one statement. */
export class PostgresOrderLedger implements OrderLedger {
  readonly #sql: Sql;
  readonly #write: (turn: Turn, write: TurnWrite) => Promise<void>;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#write = writerInTurns(sql, { module: orders.name, columns: entryColumns, statement: recordEntries });
  }

  async find(orderId: string): Promise<Order | undefined> {
    const [row] = await this.#sql.query<OrderRow>(selectOrder, [orderId]);
    return row && orderOf(row);
  }

  record(entry: Entry, turn: Turn): Promise<void> {
    const { step, at, order, event, opens, completesTurn } = entry;
    return this.#write(turn, {
      completes: completesTurn,
      order_id: order.orderId,
      status: stateOf(order).status,
      step: step.kind,
      outcome: outcomeOf(step),
      at,
      opens: opens && {
        buyer: order.buyer,
        market: order.market,
        total: order.priced?.total.amount,
        currency: order.priced?.total.currency,
        accepted_at: opens.acceptedAt,
        ship_to: opens.shipTo,
        email: opens.email,
      },
      lines: opens && order.priced?.lines,
      event: event && outboxRecord(event),
    });
  }

  hurry(buyer: string): Promise<boolean> {
    return hurryLane(this.#sql, orders.name, callLane(acceptedBy, orders.name, buyer));
  }

  completeTurn(turn: Turn): Promise<void> {
    return completeTurn(this.#sql, orders.name, turn);
  }
}
