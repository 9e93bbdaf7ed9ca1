import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accepted orders, one for each request key. */
export class CreateIntake1764000000200 implements MigrationInterface {
  readonly name = 'CreateIntake1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkout.intake (
        order_id text COLLATE "C" PRIMARY KEY,
        request_key text COLLATE "C" NOT NULL UNIQUE,
        request_hash text NOT NULL,
        answer text NOT NULL,
        buyer text COLLATE "C" NOT NULL,
        market text NOT NULL,
        lines jsonb NOT NULL,
        accepted_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX intake_newest_by_buyer ON checkout.intake (buyer, accepted_at DESC, order_id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout.intake');
  }
}
