import type { Money } from '@banyan/contracts/values';
import type { Order } from './order.ts';

/** What is to be done next to bring an order to its end. */
export type Placing =
  | { readonly kind: 'price' }
  | { readonly kind: 'reserve' }
  | { readonly kind: 'charge'; readonly money: Money }
  | { readonly kind: 'release' };

/** What is to be done next to undo an order. */
export type Cancelling = { readonly kind: 'refund' } | { readonly kind: 'release' };

/** The next action towards a confirmed or rejected order; undefined once it is either, or was cancelled since. */
export function decidePlacing(order: Order): Placing | undefined {
  switch (order.stage) {
    case 'accepted':
      return { kind: 'price' };
    case 'priced':
      return { kind: 'reserve' };
    case 'reserved':
      return { kind: 'charge', money: order.priced.total };
    case 'declined':
      return { kind: 'release' };
    default:
      return undefined;
  }
}

/** The next action towards a cancelled order; undefined if it is one, or never was confirmed. */
export function decideCancelling(order: Order): Cancelling | undefined {
  switch (order.stage) {
    case 'confirmed':
      return { kind: 'refund' };
    case 'refunded':
      return { kind: 'release' };
    default:
      return undefined;
  }
}
