import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders, their lines, and the steps recorded of them. */
export class CreateOrders1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders.placed_order (
        order_id    text PRIMARY KEY,
        buyer       text NOT NULL,
        market      text NOT NULL,
        status      text NOT NULL CHECK (status IN ('processing', 'confirmed', 'rejected', 'cancelled')),
        total       bigint CHECK (total >= 0),
        currency    text CHECK ((currency IS NULL) = (total IS NULL)),
        accepted_at timestamptz NOT NULL,
        ship_to     jsonb NOT NULL,
        email       text
      )`);
    await runner.query(`
      CREATE TABLE orders.line (
        order_id   text NOT NULL REFERENCES orders.placed_order,
        position   integer NOT NULL,
        sku        text NOT NULL,
        name       text NOT NULL,
        quantity   integer NOT NULL CHECK (quantity > 0),
        unit_price bigint NOT NULL CHECK (unit_price >= 0),
        PRIMARY KEY (order_id, position)
      )`);
    await runner.query(`
      CREATE TABLE orders.step (
        order_id text NOT NULL REFERENCES orders.placed_order,
        step     text NOT NULL,
        outcome  jsonb NOT NULL,
        at       timestamptz NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY,
        PRIMARY KEY (order_id, step)
      )`);
    await runner.query(`COMMENT ON COLUMN orders.placed_order.status IS 'The status after the last step, for those who count or report.'`);
    await runner.query(`COMMENT ON COLUMN orders.step.position IS 'Sorts the steps of one order; two may bear the same instant.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE orders.step, orders.line, orders.placed_order');
  }
}
