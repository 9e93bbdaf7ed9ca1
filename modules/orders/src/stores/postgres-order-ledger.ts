import { appendToOutbox, completeTurn, holdTurn, type Database, type Sql } from '@banyan/adapter-postgres';
import type { Turn } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { stateOf, type Order } from '../domain/order.ts';
import type { Entry, OrderLedger, OrderRequest } from '../ports/order-ledger.ts';
import { orderOf, outcomeOf, type OrderRow } from './order-rows.ts';

const selectOrder = `
  SELECT placed.order_id, placed.buyer, placed.market, placed.accepted_at, placed.total, placed.currency,
    (SELECT jsonb_agg(jsonb_build_object('kind', step.step, 'outcome', step.outcome, 'at', step.at) ORDER BY step.position)
       FROM orders.step WHERE step.order_id = placed.order_id) AS steps,
    (SELECT jsonb_agg(jsonb_build_object(
         'sku', line.sku, 'name', line.name, 'quantity', line.quantity, 'unitPrice', line.unit_price) ORDER BY line.position)
       FROM orders.line WHERE line.order_id = placed.order_id) AS lines
  FROM orders.placed_order placed
  WHERE placed.order_id = $1`;

const insertOrder = `
  WITH placed AS (
    INSERT INTO orders.placed_order (order_id, buyer, market, status, total, currency, accepted_at, ship_to, email)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ), lines AS (
    INSERT INTO orders.line (order_id, position, sku, name, quantity, unit_price)
    SELECT $1, line.position, line.sku, line.name, line.quantity, line.unit_price
    FROM ROWS FROM (jsonb_to_recordset($10::jsonb) AS (sku text, name text, quantity integer, "unitPrice" bigint))
      WITH ORDINALITY AS line (sku, name, quantity, unit_price, position)
  )
  INSERT INTO orders.step (order_id, step, outcome, at) VALUES ($1, $11, $12, $13)`;

const insertStep = `
  WITH changed AS (
    UPDATE orders.placed_order SET status = $2 WHERE order_id = $1 AND status <> $2
  )
  INSERT INTO orders.step (order_id, step, outcome, at) VALUES ($1, $3, $4, $5)`;

/** The ledger in the module's schema: each entry is one transaction, fenced by its turn before anything else. */
export class PostgresOrderLedger implements OrderLedger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(orderId: string): Promise<Order | undefined> {
    const [row] = await this.#database.query<OrderRow>(selectOrder, [orderId]);
    return row && orderOf(row);
  }

  async record(entry: Entry, turn: Turn): Promise<void> {
    await this.#database.transaction(async (tx) => {
      await (entry.completesTurn ? completeTurn : holdTurn)(tx, orders.name, turn);
      await (entry.opens ? open(tx, entry, entry.opens) : advance(tx, entry));
      if (entry.event) await appendToOutbox(tx, orders.name, [entry.event]);
    });
  }

  async completeTurn(turn: Turn): Promise<void> {
    await this.#database.transaction((tx) => completeTurn(tx, orders.name, turn));
  }
}

async function open(tx: Sql, { step, at, order }: Entry, request: OrderRequest): Promise<void> {
  await tx.query(insertOrder, [
    order.orderId,
    order.buyer,
    order.market,
    stateOf(order).status,
    order.priced?.total.amount ?? null,
    order.priced?.total.currency ?? null,
    request.acceptedAt,
    JSON.stringify(request.shipTo),
    request.email ?? null,
    JSON.stringify(order.priced?.lines ?? []),
    step.kind,
    outcomeOf(step),
    at,
  ]);
}

async function advance(tx: Sql, { step, at, order }: Entry): Promise<void> {
  await tx.query(insertStep, [order.orderId, stateOf(order).status, step.kind, outcomeOf(step), at]);
}
