import { Type } from 'typebox';
import { plan, write } from '../define/index.ts';
import { Amount, Instant, Sku } from '../values.ts';
import { ImportConflict, Market, PriceList, PriceListId, ProductImport } from './catalog.schemas.ts';

const Imported = Type.Object({ created: Type.Integer(), unchanged: Type.Integer() });
const importConflict = Type.Object({ conflicts: Type.Array(ImportConflict) });
const unknownPriceList = Type.Object({ priceList: PriceListId });

/** `validFrom` is null for a price that has held since the product was there. */
const price = { priceList: PriceListId, sku: Sku, validFrom: Type.Union([Instant, Type.Null()]), amount: Amount };

const importMarkets = write({
  description: 'Creates price lists and markets that do not exist; equal ones stay, conflicting ones refuse the whole call.',
  input: Type.Object({ markets: Type.Array(Market, { maxItems: 1_000 }) }),
  output: Imported,
  errors: { importConflict },
  timeout: 30_000,
  callers: ['operator'],
});

const importProducts = write({
  description: 'Creates products with stock and prices; equal ones stay as they are, conflicting ones refuse the whole call.',
  input: Type.Object({ products: Type.Array(ProductImport, { maxItems: 1_000 }) }),
  output: Imported,
  errors: { importConflict, unknownPriceList },
  timeout: 30_000,
  callers: ['operator'],
});

const changePrices = write({
  description: 'From now on these prices hold; earlier instants keep theirs.',
  input: Type.Object({
    prices: Type.Array(Type.Object({ priceList: PriceListId, sku: Sku, amount: Amount }), { minItems: 1, maxItems: 1_000 }),
  }),
  output: Type.Object({ changed: Type.Integer() }),
  errors: { unknownPriceList, unknownProduct: Type.Object({ sku: Sku }) },
  timeout: 10_000,
  callers: ['operator'],
});

/** What operators change, each with the operation that plans it. Reads are what the shop holds of what the input names. */
export const assortmentOperations = {
  importMarkets,
  planMarketImport: plan(importMarkets, {
    description: 'The price lists and markets that importMarkets would create.',
    reads: Type.Object({ markets: Type.Array(Market), priceLists: Type.Array(PriceList) }),
    rows: {
      'catalog.price_list': PriceList.properties,
      'catalog.market': { id: Market.properties.id, name: Market.properties.name, priceList: PriceListId },
    },
  }),

  importProducts,
  planProductImport: plan(importProducts, {
    description: 'The products, and what belongs to them, that importProducts would create.',
    reads: Type.Object({
      priceLists: Type.Array(PriceListId),
      brands: Type.Array(ProductImport.properties.brand),
      /** As they were imported: first stock, first prices. */
      products: Type.Array(ProductImport),
    }),
    rows: {
      'catalog.brand': { name: ProductImport.properties.brand },
      'catalog.product': { sku: Sku, name: ProductImport.properties.name, brand: ProductImport.properties.brand, searchText: Type.String() },
      'catalog.stock': { sku: Sku, initial: ProductImport.properties.stock },
      'catalog.price': price,
    },
  }),

  changePrices,
  planPriceChange: plan(changePrices, {
    description: 'The prices that changePrices would start.',
    reads: Type.Object({
      now: Instant,
      priceLists: Type.Array(PriceListId),
      products: Type.Array(Sku),
      /** The newest price of each product in each list. */
      newest: Type.Array(Type.Object(price)),
    }),
    rows: { 'catalog.price': price },
  }),
};
