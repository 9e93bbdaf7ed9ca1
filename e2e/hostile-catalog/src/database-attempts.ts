import { appendToOutbox, type Database } from '@banyan/adapter-postgres';
import type { OutboxMessage } from '@banyan/outbox';
import type { Attempts } from './attempts.ts';

const statements = [
  "INSERT INTO catalog.brand (name) VALUES (gen_random_uuid()::text)",
  'UPDATE catalog.price SET amount = amount + 1',
  'UPDATE catalog.stock SET initial = initial + 1',
  "DELETE FROM catalog.price WHERE sku = 'PEN29'",
  "INSERT INTO catalog.reservation (order_id, decided_at) VALUES (gen_random_uuid()::text, now())",
  'TRUNCATE catalog.movement',
  'DELETE FROM catalog.migration',
  'CREATE TABLE catalog.loot (id int)',
  'CREATE TABLE public.loot (id int)',
  'CREATE TEMP TABLE loot (id int)',
  'CREATE SCHEMA loot',
  'ALTER TABLE catalog.product DROP COLUMN name',
  'DROP TABLE catalog.movement',
  'SELECT lo_create(0)',
  'SELECT * FROM catalog.stock FOR UPDATE',
  "COPY (SELECT 1) TO PROGRAM 'true'",
  'SELECT * FROM accounts.customer',
  'UPDATE orders.inbox_lane SET applied = 0',
  'INSERT INTO routing.host_report (instance, host, report) VALUES (gen_random_uuid()::text, gen_random_uuid()::text, NULL)',
];

const message: OutboxMessage = {
  lane: 'catalog>orders/loot',
  destination: 'orders.placeOrder',
  messageId: 'loot',
  contractVersion: '1.0.0',
  body: '{}',
  principal: { kind: 'guest' },
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
  acceptedAt: '2026-01-01T00:00:00.000Z',
  routeVersion: 1,
};

/** Everything that can be tried with a login to the database, in transactions that say that they write. */
export function databaseAttempts(database: Database): Attempts {
  const writing = (work: Parameters<Database['transaction']>[0]) =>
    database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION READ WRITE');
      return work(tx);
    });
  return {
    ...Object.fromEntries(statements.map((statement) => [`sql: ${statement}`, () => writing((tx) => tx.query(statement))])),
    'outbox: its own': () => writing((tx) => appendToOutbox(tx, 'catalog', [message])),
    'outbox: that of orders': () => writing((tx) => appendToOutbox(tx, 'orders', [message])),
  };
}
