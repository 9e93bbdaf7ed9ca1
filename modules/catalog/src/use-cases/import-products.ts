import type { catalog } from '@banyan/contracts/catalog';
import { type CallContext, decided, type InputOf, type OutputOf } from '@banyan/contracts/define';
import { decideProductImport } from '../domain/product-import.ts';
import type { Assortment, HeldAssortment } from '../ports/assortment.ts';

type ImportProducts = typeof catalog.operations.importProducts;
type Reads = InputOf<typeof catalog.operations.planProductImport>['reads'];

/** Creates the products that are new, with their stock and first prices, unless one conflicts. */
export function importProducts(assortment: Assortment, input: InputOf<ImportProducts>, context: CallContext): Promise<OutputOf<ImportProducts>> {
  return assortment.change(async (change) => {
    const reads = await readsFor(input, change);
    const { answer, rows } = decided(decideProductImport, { input, reads }, context);
    await change.create(rows);
    return answer;
  });
}

async function readsFor({ products }: InputOf<ImportProducts>, held: HeldAssortment): Promise<Reads> {
  const named = new Set(products.flatMap(({ prices }) => prices.map(({ priceList }) => priceList)));
  const priceLists = await held.priceLists([...named]);
  return {
    priceLists: priceLists.map(({ id }) => id),
    brands: await held.brands([...new Set(products.map(({ brand }) => brand))]),
    products: await held.products(products.map(({ sku }) => sku)),
  };
}
