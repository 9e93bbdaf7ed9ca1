import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that were accepted under the idempotency key of an order that had been recorded with another one. */
export class CreateNotExecuted1764000000500 implements MigrationInterface {
  readonly name = 'CreateNotExecuted1764000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkout.not_executed (
        order_id text COLLATE "C" NOT NULL,
        request_hash text COLLATE "C" NOT NULL,
        accepted_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, request_hash)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout.not_executed');
  }
}
