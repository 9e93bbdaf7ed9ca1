import type { Market, PriceList } from '@banyan/contracts/catalog';
import type { HeldAssortment } from '../ports/assortment.ts';

/** What the shop holds under the names that an import of markets uses. */
export async function heldMarkets(
  assortment: HeldAssortment,
  wanted: readonly Market[],
): Promise<{ markets: Market[]; priceLists: PriceList[] }> {
  const markets = await assortment.markets(wanted.map(({ id }) => id));
  const priceLists = await assortment.priceLists(wanted.map(({ priceList }) => priceList));
  return { markets, priceLists };
}
