import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { planMarkets } from '../domain/market-import.ts';
import { planProducts } from '../domain/product-import.ts';
import type { HeldAssortment } from '../ports/assortment.ts';
import { heldMarkets } from './held.ts';

type CheckImport = typeof catalog.operations.checkImport;

/**
 * Lists the conflicts that an import would meet now. It does not look for missing price lists: the market that
 * brings one may be imported in another call.
 */
export async function checkImport(
  assortment: HeldAssortment,
  { markets, products }: InputOf<CheckImport>,
): Promise<OutputOf<CheckImport>> {
  const marketPlan = planMarkets(markets, await heldMarkets(assortment, markets));
  const productPlan = planProducts(products, await assortment.products(products.map(({ sku }) => sku)));
  return { conflicts: [...marketPlan.conflicts, ...productPlan.conflicts] };
}
