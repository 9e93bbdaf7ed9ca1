import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers, known by their normalised e-mail. */
export class CreateCustomer1763900000000 implements MigrationInterface {
  readonly name = 'CreateCustomer1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts.customer (
        customer_id   text        PRIMARY KEY,
        email         text        NOT NULL UNIQUE,
        name          text        NOT NULL,
        password_hash text,
        created_at    timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE accounts.customer');
  }
}
