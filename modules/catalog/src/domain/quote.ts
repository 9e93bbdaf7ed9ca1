import type { PricedLine, Quote } from '@banyan/contracts/catalog';
import type { OrderLine } from '@banyan/contracts/values';

/** What a market offers for one SKU at an instant: its price in minor units, or why there is none. */
export type Offer =
  | { readonly name: string; readonly unitPrice: number; readonly currency: string }
  | 'unknownSku'
  | 'notSoldInMarket';

/** Prices the lines by their offers, which stand in the same order; the first line without a price refuses all. */
export function quoteOf(lines: readonly OrderLine[], offers: readonly Offer[]): Quote {
  const priced: PricedLine[] = [];
  const total = { amount: 0, currency: '' };
  for (const [index, { sku, quantity }] of lines.entries()) {
    const offer = offers[index] ?? 'unknownSku';
    if (typeof offer === 'string') return { outcome: 'refused', reason: offer, sku };
    priced.push({ sku, name: offer.name, quantity, unitPrice: offer.unitPrice });
    total.amount += offer.unitPrice * quantity;
    total.currency = offer.currency;
  }
  return { outcome: 'priced', total, lines: priced };
}
