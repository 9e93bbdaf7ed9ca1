import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One charge for each order and one refund for each charge: what was intended, and what came of it. */
export class CreateChargeAndRefund1763900000000 implements MigrationInterface {
  readonly name = 'CreateChargeAndRefund1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payments.charge (
        order_id    text        PRIMARY KEY,
        amount      bigint      NOT NULL CHECK (amount >= 0),
        currency    text        NOT NULL,
        intended_at timestamptz NOT NULL,
        outcome     text        CHECK (outcome IN ('approved', 'declined')),
        charge_id   text,
        decided_at  timestamptz,
        CHECK ((outcome IS NULL) = (decided_at IS NULL)),
        CHECK ((outcome IS NOT DISTINCT FROM 'approved') = (charge_id IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE payments.refund (
        order_id    text        PRIMARY KEY REFERENCES payments.charge,
        intended_at timestamptz NOT NULL,
        refunded_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payments.refund');
    await runner.query('DROP TABLE payments.charge');
  }
}
