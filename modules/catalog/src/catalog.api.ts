import type { catalog } from '@banyan/contracts/catalog';
import { type ImplementationOf, planning } from '@banyan/contracts/define';
import { demandOf } from './domain/demand.ts';
import { decideMarketImport } from './domain/market-import.ts';
import { decidePriceChange } from './domain/price-change.ts';
import { decideProductImport } from './domain/product-import.ts';
import type { CatalogPorts } from './ports/catalog-ports.ts';
import { changePrices } from './use-cases/change-prices.ts';
import { checkImport } from './use-cases/check-import.ts';
import { getProduct } from './use-cases/get-product.ts';
import { importMarkets } from './use-cases/import-markets.ts';
import { importProducts } from './use-cases/import-products.ts';
import { listStock } from './use-cases/list-stock.ts';
import { quote } from './use-cases/quote.ts';
import { searchProducts } from './use-cases/search-products.ts';

/** The catalogue's side of its contract. */
export function catalogApi({ markets, products, stock, assortment, now }: CatalogPorts): ImplementationOf<typeof catalog> {
  return {
    listMarkets: async () => ({ markets: await markets.all() }),
    searchProducts: (input) => searchProducts(products, input),
    getProduct: (input) => getProduct(products, input),
    quote: (input) => quote(products, input),
    reserveStock: ({ orderId, lines }) => stock.reserve(orderId, demandOf(lines), now()),
    releaseStock: async ({ orderId }) => {
      await stock.release(orderId, now());
      return {};
    },
    checkImport: (input) => checkImport(assortment, input),
    importMarkets: (input, context) => importMarkets(assortment, input, context),
    planMarketImport: planning(decideMarketImport),
    importProducts: (input, context) => importProducts(assortment, input, context),
    planProductImport: planning(decideProductImport),
    changePrices: (input, context) => changePrices(assortment, now, input, context),
    planPriceChange: planning(decidePriceChange),
    listStock: (input) => listStock(stock, input),
  };
}
