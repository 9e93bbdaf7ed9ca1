import type { catalog, ImportConflict, ProductImport } from '@banyan/contracts/catalog';
import { rowsBy, type DecisionOf, type InputOf } from '@banyan/contracts/define';
import type { PriceRow } from './assortment-rows.ts';
import { refuseConflicts, requirePriceLists } from './failures.ts';
import { planImport, type Described, type ImportPlan } from './import-plan.ts';
import { searchTextOf } from './search-text.ts';

type PlanProductImport = typeof catalog.operations.planProductImport;

/**
 * Creates the products that are new, with their stock and first prices, unless one conflicts.
 * @throws {OperationError} `unknownPriceList`, `importConflict`
 */
export function decideProductImport({ input: { products }, reads }: InputOf<PlanProductImport>) {
  requirePriceLists(products.flatMap(({ prices }) => prices), reads.priceLists);
  const { created, unchanged, conflicts } = planProducts(products, reads.products);
  refuseConflicts(conflicts);
  const held = new Set(reads.brands);
  const brands = [...new Set(created.map(({ brand }) => brand))].filter((brand) => !held.has(brand));
  return {
    answer: { created: created.length, unchanged },
    rows: {
      'catalog.brand': rowsBy(brands.map((name) => ({ name })), 'name'),
      'catalog.product': rowsBy(created.map(({ sku, name, brand }) => ({ sku, name, brand, searchText: searchTextOf({ sku, name }) })), 'sku'),
      'catalog.stock': rowsBy(created.map(({ sku, stock }) => ({ sku, initial: stock })), 'sku'),
      'catalog.price': rowsBy(created.flatMap(firstPrices), 'priceList', 'sku', 'validFrom'),
    },
    messages: {},
  } satisfies DecisionOf<PlanProductImport>;
}

/** A price may be named twice. */
function firstPrices({ sku, prices }: ProductImport): PriceRow[] {
  const amounts = new Map(prices.map(({ priceList, amount }) => [priceList, amount]));
  return [...amounts].map(([priceList, amount]) => ({ priceList, sku, validFrom: null, amount }));
}

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
