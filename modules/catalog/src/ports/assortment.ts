import type { Market, ProductImport } from '@banyan/contracts/catalog';
import type { PriceList } from '../domain/market-import.ts';

/** An amount in minor units that a product costs in a price list. */
export interface ListedPrice {
  readonly priceList: string;
  readonly sku: string;
  readonly amount: number;
}

/** What the shop holds of what is asked for; the rest is left out. */
export interface HeldAssortment {
  markets(ids: readonly string[]): Promise<Market[]>;
  priceLists(ids: readonly string[]): Promise<PriceList[]>;
  /** As they were imported: first stock, first prices. */
  products(skus: readonly string[]): Promise<ProductImport[]>;
}

/** Changes to the assortment, made by one operator at a time. */
export interface AssortmentChange extends HeldAssortment {
  createMarkets(markets: readonly Market[], priceLists: readonly PriceList[]): Promise<void>;
  createProducts(products: readonly ProductImport[]): Promise<void>;
  /**
   * Starts prices that differ from the newest ones, at `from` or just after the newest, whichever is later.
   * @returns how many did
   */
  startPrices(prices: readonly ListedPrice[], from: Date): Promise<number>;
}

/** Markets, price lists and products as operators keep them. */
export interface Assortment extends HeldAssortment {
  /** Keeps what the work did if it resolves, and nothing of it otherwise. Others wait, so it sees all that was before. */
  change<T>(work: (assortment: AssortmentChange) => Promise<T>): Promise<T>;
}
