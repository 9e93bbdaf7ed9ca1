import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last state heard of each order. Status and total stand apart from the whole so that a list need not read it. */
export class CreateOrderStates1764000000300 implements MigrationInterface {
  readonly name = 'CreateOrderStates1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkout.order_state (
        order_id text COLLATE "C" PRIMARY KEY,
        revision integer NOT NULL,
        status text NOT NULL,
        total jsonb,
        state jsonb NOT NULL,
        recorded_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout.order_state');
  }
}
