import type { Database, Sql } from '@banyan/adapter-postgres';
import type { Market, ProductImport } from '@banyan/contracts/catalog';
import type { PriceList } from '../domain/market-import.ts';
import { searchTextOf } from '../domain/search-text.ts';
import type { Assortment, AssortmentChange, HeldAssortment } from '../ports/assortment.ts';
import * as statements from './assortment-statements.ts';

/** The assortment in PostgreSQL. */
export function assortmentStore(database: Database): Assortment {
  return {
    ...heldAssortment(database),
    change: (work) =>
      database.transaction(async (tx) => {
        await tx.query(statements.changeAlone);
        return work({ ...heldAssortment(tx), ...assortmentChange(tx) });
      }),
  };
}

function heldAssortment(sql: Sql): HeldAssortment {
  return {
    markets: (ids) => sql.query<Market>(statements.heldMarkets, [ids]),
    priceLists: (ids) => sql.query<PriceList>(statements.heldPriceLists, [ids]),
    products: (skus) => sql.query<ProductImport>(statements.heldProducts, [skus]),
  };
}

function assortmentChange(tx: Sql): Omit<AssortmentChange, keyof HeldAssortment> {
  return {
    async createMarkets(markets, priceLists) {
      await tx.query(statements.createPriceLists, columns(priceLists, ['id', 'currency']));
      await tx.query(statements.createMarkets, columns(markets, ['id', 'name', 'priceList']));
    },

    async createProducts(products) {
      const rows = products.map((product) => ({ ...product, searchText: searchTextOf(product) }));
      const prices = products.flatMap(({ sku, prices }) => prices.map((price) => ({ sku, ...price })));
      await tx.query(statements.createBrands, columns(rows, ['brand']));
      await tx.query(statements.createProducts, columns(rows, ['sku', 'name', 'brand', 'searchText']));
      await tx.query(statements.createStock, columns(rows, ['sku', 'stock']));
      await tx.query(statements.createPrices, columns(prices, ['priceList', 'sku', 'amount']));
    },

    async startPrices(prices, from) {
      const started = await tx.query(statements.startPrices, [...columns(prices, ['priceList', 'sku', 'amount']), from]);
      return started.length;
    },
  };
}

/** One array for each field, as `unnest` takes them. */
function columns<T, K extends keyof T>(rows: readonly T[], fields: readonly K[]): T[K][][] {
  return fields.map((field) => rows.map((row) => row[field]));
}
