import type { Sql } from '@banyan/adapter-postgres';
import type { Market } from '@banyan/contracts/catalog';
import type { Markets } from '../ports/markets.ts';

const allMarkets = `
  SELECT market.id, market.name, price_list.currency, market.price_list AS "priceList"
  FROM catalog.market JOIN catalog.price_list ON price_list.id = market.price_list
  ORDER BY market.name, market.id`;

/** Markets in PostgreSQL. */
export function marketStore(sql: Sql): Markets {
  return { all: () => sql.query<Market>(allMarkets) };
}
