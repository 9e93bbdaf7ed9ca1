import type { Assortment } from './assortment.ts';
import type { Markets } from './markets.ts';
import type { Products } from './products.ts';
import type { Stock } from './stock.ts';

/** What the module stands on. */
export interface CatalogPorts {
  readonly markets: Markets;
  readonly products: Products;
  readonly stock: Stock;
  readonly assortment: Assortment;
  readonly now: () => Date;
}
