import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first tables. Names that are sorted or compared use the collation "C", so that their order is the same on
 * every server and in code.
 */
export class CreateCatalog1763900000000 implements MigrationInterface {
  readonly name = 'CreateCatalog1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE catalog.movement, catalog.reservation, catalog.stock, catalog.price,
        catalog.product, catalog.brand, catalog.market, catalog.price_list`,
    );
  }
}

const statements = [
  `CREATE TABLE catalog.price_list (
    id text COLLATE "C" PRIMARY KEY,
    currency text NOT NULL
  )`,
  `CREATE TABLE catalog.market (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    price_list text COLLATE "C" NOT NULL REFERENCES catalog.price_list
  )`,
  `CREATE TABLE catalog.brand (
    name text COLLATE "C" PRIMARY KEY
  )`,
  `CREATE TABLE catalog.product (
    sku text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    brand text COLLATE "C" NOT NULL REFERENCES catalog.brand,
    search_text text COLLATE "C" NOT NULL
  )`,
  `CREATE INDEX product_by_brand ON catalog.product (brand, sku)`,

  // A price holds until the next one of its product and list. The first, imported with the product, holds since
  // '-infinity', so that a host whose clock is a little behind can sell the product too.
  `CREATE TABLE catalog.price (
    price_list text COLLATE "C" REFERENCES catalog.price_list,
    sku text COLLATE "C" REFERENCES catalog.product,
    valid_from timestamptz,
    amount bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (sku, price_list, valid_from)
  )`,

  // Half of each page is left free, so that a new count stays on its row's page and touches no index.
  `CREATE TABLE catalog.stock (
    sku text COLLATE "C" PRIMARY KEY REFERENCES catalog.product,
    initial integer NOT NULL,
    on_hand integer NOT NULL CHECK (on_hand BETWEEN 0 AND initial)
  ) WITH (fillfactor = 50)`,

  // The answer that an order got: everything reserved, or the SKU that was short.
  `CREATE TABLE catalog.reservation (
    order_id text COLLATE "C" PRIMARY KEY,
    short_of text COLLATE "C",
    decided_at timestamptz NOT NULL
  )`,
  // Without references: movements are written with their reservation, from rows of stock locked by the same
  // statement, and checking each of them once more would cost a third of the time that a reservation takes.
  `CREATE TABLE catalog.movement (
    order_id text COLLATE "C",
    sku text COLLATE "C",
    kind text CHECK (kind IN ('reserved', 'released')),
    quantity integer NOT NULL CHECK (quantity > 0),
    moved_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, sku, kind)
  )`,
];
