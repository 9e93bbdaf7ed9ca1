import type { catalog } from '@banyan/contracts/catalog';
import type { InputOf, OutputOf } from '@banyan/contracts/define';
import { planProducts } from '../domain/product-import.ts';
import type { Assortment } from '../ports/assortment.ts';
import { refuseConflicts } from './failures.ts';
import { requirePriceLists } from './held.ts';

type ImportProducts = typeof catalog.operations.importProducts;

/** Creates the products that are new, with their stock and first prices, unless one conflicts. */
export function importProducts(assortment: Assortment, { products }: InputOf<ImportProducts>): Promise<OutputOf<ImportProducts>> {
  return assortment.change(async (change) => {
    await requirePriceLists(change, products.flatMap(({ prices }) => prices));
    const held = await change.products(products.map(({ sku }) => sku));
    const { created, unchanged, conflicts } = planProducts(products, held);
    refuseConflicts(conflicts);
    await change.createProducts(created);
    return { created: created.length, unchanged };
  });
}
