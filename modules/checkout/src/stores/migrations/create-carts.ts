import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carts; one without an owner is a guest's. */
export class CreateCarts1764000000100 implements MigrationInterface {
  readonly name = 'CreateCarts1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkout.cart (
        cart_id text COLLATE "C" PRIMARY KEY,
        owner text COLLATE "C",
        lines jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout.cart');
  }
}
