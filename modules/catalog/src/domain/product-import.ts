import type { ImportConflict, ProductImport } from '@banyan/contracts/catalog';
import { planImport, type Described, type ImportPlan } from './import-plan.ts';

/**
 * Compares wanted products with held ones, which are given as they were imported: an import says how a product
 * begins, so neither later sales nor later prices make it differ.
 */
export function planProducts(wanted: readonly ProductImport[], held: readonly ProductImport[]): ImportPlan<ProductImport> {
  const plan = planImport(wanted, held, describeProduct);
  return { ...plan, conflicts: [...plan.conflicts, ...wanted.flatMap(contradictoryPrices)] };
}

function describeProduct({ sku, name, brand, stock, prices }: ProductImport): Described {
  const fields = new Map(Object.entries({ name, brand, stock: String(stock) }));
  for (const { priceList, amount } of prices) fields.set(priceField(priceList), String(amount));
  return { kind: 'product', id: sku, fields };
}

function contradictoryPrices({ sku, prices }: ProductImport): ImportConflict[] {
  const first = new Map<string, number>();
  const found: ImportConflict[] = [];
  for (const { priceList, amount } of prices) {
    const before = first.get(priceList);
    if (before === undefined) first.set(priceList, amount);
    else if (before !== amount) {
      found.push({ kind: 'product', id: sku, field: priceField(priceList), held: String(before), wanted: String(amount) });
    }
  }
  return found;
}

function priceField(priceList: string): string {
  return `prices.${priceList}`;
}
