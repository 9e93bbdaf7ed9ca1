/** A line of the payment provider's own ledger; the amount is in minor units. */
export type LedgerEntry =
  | { readonly kind: 'charge'; readonly key: string; readonly amount: number; readonly currency: string; readonly outcome: 'approved' | 'declined' }
  | { readonly kind: 'refund'; readonly key: string; readonly amount: number; readonly currency: string; readonly chargeKey: string };

/** The order that a key of the ledger names: `<order>:charge`, `<order>:refund`, or anything else behind the colon. */
export function orderOfKey(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key : key.slice(0, colon);
}
