import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cancellations that shoppers asked for, one for each order. */
export class CreateCancellations1764000000400 implements MigrationInterface {
  readonly name = 'CreateCancellations1764000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkout.cancellation (
        order_id text COLLATE "C" PRIMARY KEY,
        requested_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout.cancellation');
  }
}
