import type { Market, PriceList, ProductImport } from '@banyan/contracts/catalog';
import type { AssortmentRows, PriceRow } from '../domain/assortment-rows.ts';

/** What the shop holds of what is asked for, each once; the rest is left out. */
export interface HeldAssortment {
  markets(ids: readonly string[]): Promise<Market[]>;
  priceLists(ids: readonly string[]): Promise<PriceList[]>;
  /** The names of brands. */
  brands(names: readonly string[]): Promise<string[]>;
  /** As they were imported: first stock, first prices. */
  products(skus: readonly string[]): Promise<ProductImport[]>;
  /** The newest price of each product in its list. */
  newestPrices(listings: readonly { readonly priceList: string; readonly sku: string }[]): Promise<PriceRow[]>;
}

/** Changes to the assortment, made by one operator at a time. */
export interface AssortmentChange extends HeldAssortment {
  /** Creates just these rows; none may be there. */
  create(rows: AssortmentRows): Promise<void>;
}

/** Markets, price lists and products as operators keep them. */
export interface Assortment extends HeldAssortment {
  /** Keeps what the work did if it resolves, and nothing of it otherwise. Others wait, so it sees all that was before. */
  change<T>(work: (assortment: AssortmentChange) => Promise<T>): Promise<T>;
}
