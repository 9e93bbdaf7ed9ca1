import type { catalog } from '@banyan/contracts/catalog';
import { type InputOf, OperationError, type OutputOf } from '@banyan/contracts/define';
import type { Assortment, HeldAssortment, ListedPrice } from '../ports/assortment.ts';
import { requirePriceLists } from './held.ts';

type ChangePrices = typeof catalog.operations.changePrices;

/**
 * Starts new prices now and keeps the old ones for the instants before. A price that is as wanted already is not
 * a change, so a repeated call changes nothing; of several prices for one product and list the last one counts.
 */
export function changePrices(
  assortment: Assortment,
  now: () => Date,
  { prices }: InputOf<ChangePrices>,
): Promise<OutputOf<ChangePrices>> {
  return assortment.change(async (change) => {
    await requirePriceLists(change, prices);
    await requireProducts(change, prices);
    const last = new Map(prices.map((price) => [`${price.priceList} ${price.sku}`, price]));
    return { changed: await change.startPrices([...last.values()], now()) };
  });
}

async function requireProducts(assortment: HeldAssortment, prices: readonly ListedPrice[]): Promise<void> {
  const held = new Set((await assortment.products(prices.map(({ sku }) => sku))).map(({ sku }) => sku));
  const missing = prices.find(({ sku }) => !held.has(sku));
  if (missing) {
    throw new OperationError(
      'unknownProduct',
      { sku: missing.sku },
      `There is no product '${missing.sku}', so no price was changed. Import it first (importProducts).`,
    );
  }
}
