import type { PlannedOrder } from '../plan/plan.ts';
import type { NewOrder } from '../shop/shop-api.ts';

/**
 * The request that places a planned order.
 * @param run sets the keys of this run apart from those of another
 * @param token of the customer's session; without one it is a guest's order
 */
export function newOrder({ invoice, market, country, customer, lines }: PlannedOrder, run: string, token: string | undefined): NewOrder {
  return {
    idempotencyKey: `replay-${run}-${invoice}`,
    ...(token === undefined ? {} : { token }),
    body: {
      lines: lines.map((line) => ({ ...line })),
      market,
      ...(token === undefined ? { email: `guest-${invoice.toLowerCase()}@example.org` } : {}),
      shipTo: {
        name: customer === undefined ? `Guest ${invoice}` : `Customer ${customer}`,
        line1: '1 Replay Street',
        city: country,
        postcode: '0000',
        country: market,
      },
      payment: { token: 'tok_approved' },
    },
  };
}
