import type { Market } from '@banyan/contracts/catalog';
import type { PriceList } from '../domain/market-import.ts';
import type { HeldAssortment } from '../ports/assortment.ts';
import { unknownPriceList } from './failures.ts';

/** What the shop holds under the names that an import of markets uses. */
export async function heldMarkets(
  assortment: HeldAssortment,
  wanted: readonly Market[],
): Promise<{ markets: Market[]; priceLists: PriceList[] }> {
  const markets = await assortment.markets(wanted.map(({ id }) => id));
  const priceLists = await assortment.priceLists(wanted.map(({ priceList }) => priceList));
  return { markets, priceLists };
}

/** @throws {OperationError} `unknownPriceList` with the first price list that the shop does not hold */
export async function requirePriceLists(
  assortment: HeldAssortment,
  prices: readonly { readonly priceList: string }[],
): Promise<void> {
  const named = [...new Set(prices.map(({ priceList }) => priceList))];
  const held = new Set((await assortment.priceLists(named)).map(({ id }) => id));
  const missing = named.find((priceList) => !held.has(priceList));
  if (missing !== undefined) throw unknownPriceList(missing);
}
