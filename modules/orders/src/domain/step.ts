import type { Priced } from './order.ts';

/**
 * Something that has happened to an order and is recorded: the recorded steps, in sequence, are all there is to
 * know about its processing. Each kind happens to an order at most once.
 */
export type Step =
  | ({ readonly kind: 'priced' } & Priced)
  /** The catalogue does not sell this line, so the order ends here. */
  | { readonly kind: 'refused'; readonly reason: 'unknownSku' | 'notSoldInMarket'; readonly sku: string }
  | { readonly kind: 'reserved' }
  /** Nothing was taken from stock. */
  | { readonly kind: 'outOfStock'; readonly sku: string }
  | { readonly kind: 'charged'; readonly chargeId: string }
  /** Nothing was charged; the stock is still held. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'refunded' }
  /** The stock is back. */
  | { readonly kind: 'released' };
