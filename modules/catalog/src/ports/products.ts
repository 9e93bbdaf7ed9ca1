import type { Product } from '@banyan/contracts/catalog';
import type { Offer } from '../domain/quote.ts';

/** Which products a shopper looks for, and where the page begins and ends. */
export interface ProductSearch {
  readonly market: string;
  /** Part of the name or SKU, in the form of `withoutCase`. */
  readonly text?: string | undefined;
  readonly brand?: string | undefined;
  /** Only SKUs that follow this one. */
  readonly after: string;
  readonly limit: number;
}

/** Products as markets see them, each with the newest price of the market's price list. */
export interface Products {
  /** Ordered by SKU, at most `limit` of them. */
  search(search: ProductSearch): Promise<Product[] | 'unknownMarket'>;
  find(market: string, sku: string): Promise<Product | 'unknownMarket' | 'unknownProduct'>;
  /** What the market offered at an instant for each SKU, in the order given. */
  offers(market: string, at: string, skus: readonly string[]): Promise<Offer[]>;
}
