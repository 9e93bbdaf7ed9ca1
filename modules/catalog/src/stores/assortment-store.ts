import type { Database, Sql } from '@banyan/adapter-postgres';
import type { Market, PriceList, ProductImport } from '@banyan/contracts/catalog';
import type { AssortmentRows, PriceRow } from '../domain/assortment-rows.ts';
import type { Assortment, HeldAssortment } from '../ports/assortment.ts';
import * as statements from './assortment-statements.ts';

/** The assortment in PostgreSQL. */
export function assortmentStore(database: Database): Assortment {
  return {
    ...heldAssortment(database),
    change: (work) =>
      database.transaction(async (tx) => {
        await tx.query(statements.changeAlone);
        return work({ ...heldAssortment(tx), create: (rows) => create(tx, rows) });
      }),
  };
}

function heldAssortment(sql: Sql): HeldAssortment {
  return {
    markets: (ids) => sql.query<Market>(statements.heldMarkets, [ids]),
    priceLists: (ids) => sql.query<PriceList>(statements.heldPriceLists, [ids]),
    brands: async (names) => (await sql.query<{ name: string }>(statements.heldBrands, [names])).map(({ name }) => name),
    products: (skus) => sql.query<ProductImport>(statements.heldProducts, [skus]),
    newestPrices: async (listings) => {
      const newest = await sql.query<NewestPrice>(statements.newestPrices, columns(listings, ['priceList', 'sku']));
      return newest.map((price) => ({ ...price, validFrom: price.validFrom?.toISOString() ?? null }));
    },
  };
}

interface NewestPrice extends Omit<PriceRow, 'validFrom'> {
  readonly validFrom: Date | null;
}

/** Each table after those that it refers to. */
async function create(tx: Sql, rows: AssortmentRows): Promise<void> {
  await insert(tx, statements.createPriceLists, rows['catalog.price_list'], ['id', 'currency']);
  await insert(tx, statements.createMarkets, rows['catalog.market'], ['id', 'name', 'priceList']);
  await insert(tx, statements.createBrands, rows['catalog.brand'], ['name']);
  await insert(tx, statements.createProducts, rows['catalog.product'], ['sku', 'name', 'brand', 'searchText']);
  await insert(tx, statements.createStock, rows['catalog.stock'], ['sku', 'initial']);
  await insert(tx, statements.createPrices, rows['catalog.price'], ['priceList', 'sku', 'validFrom', 'amount']);
}

async function insert<T>(tx: Sql, statement: string, rows: Readonly<Record<string, T>> | undefined, fields: readonly (keyof T)[]): Promise<void> {
  const created = Object.values(rows ?? {});
  if (created.length > 0) await tx.query(statement, columns(created, fields));
}

/** One array for each field, as `unnest` takes them. */
function columns<T, K extends keyof T>(rows: readonly T[], fields: readonly K[]): T[K][][] {
  return fields.map((field) => rows.map((row) => row[field]));
}
