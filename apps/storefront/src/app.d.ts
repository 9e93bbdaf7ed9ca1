import type { MarketWish } from '#lib/server/chosen-market.ts';
import type { Customer } from '#lib/server/customer.ts';
import type { Shop } from '#lib/server/shop.ts';

declare global {
  namespace App {
    interface Locals {
      shop: Shop;
      /** Who is signed in; nobody for a guest. */
      customer: Customer | undefined;
      /** Where the shopper wants to buy. */
      market: MarketWish;
    }
    interface Error {
      /** What to do next. */
      advice?: string;
    }
  }
}
