import type { Database } from '@banyan/adapter-postgres';
import type { CatalogPorts } from '../ports/catalog-ports.ts';
import { assortmentStore } from './assortment-store.ts';
import { marketStore } from './market-store.ts';
import { productStore } from './product-store.ts';
import { stockStore } from './stock-store.ts';

/** The catalogue's ports on its schema in PostgreSQL. */
export function catalogStores(database: Database): Omit<CatalogPorts, 'now'> {
  return {
    markets: marketStore(database),
    products: productStore(database),
    stock: stockStore(database),
    assortment: assortmentStore(database),
  };
}
