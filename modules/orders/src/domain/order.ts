import type { PricedLine } from '@banyan/contracts/catalog';
import type { OrderHistoryEntry, OrderState, OrderStatus } from '@banyan/contracts/orders';
import type { Money } from '@banyan/contracts/values';

/** What the catalogue asked for the lines at the moment of acceptance. */
export interface Priced {
  readonly total: Money;
  readonly lines: PricedLine[];
}

interface Placed {
  readonly orderId: string;
  readonly buyer: string;
  readonly market: string;
  readonly priced?: Priced;
  /** Oldest first; it begins with the acceptance. */
  readonly history: readonly OrderHistoryEntry[];
}

/** An order as its steps have made it so far. */
export type Order = Placed &
  (
    | { readonly stage: 'accepted' | 'rejected' }
    | {
        readonly stage: 'priced' | 'reserved' | 'declined' | 'confirmed' | 'refunded' | 'cancelled';
        readonly priced: Priced;
      }
  );

/** How far processing has come: finer than the status that the buyer sees. */
export type Stage = Order['stage'];

const statuses: Readonly<Record<Stage, OrderStatus>> = {
  accepted: 'accepted',
  priced: 'processing',
  reserved: 'processing',
  declined: 'processing',
  confirmed: 'confirmed',
  refunded: 'confirmed',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

/** An order before its first step. `acceptedAt` is an ISO 8601 instant; the history tells it in UTC. */
export function acceptedOrder(accepted: {
  readonly orderId: string;
  readonly buyer: string;
  readonly market: string;
  readonly acceptedAt: string;
}): Order {
  const { orderId, buyer, market, acceptedAt } = accepted;
  return { orderId, buyer, market, stage: 'accepted', history: [{ status: 'accepted', at: new Date(acceptedAt).toISOString() }] };
}

/** What others may know of an order. Its revision counts the changes of status since acceptance. */
export function stateOf(order: Order): OrderState {
  return {
    orderId: order.orderId,
    buyer: order.buyer,
    market: order.market,
    status: statuses[order.stage],
    ...order.priced,
    history: [...order.history],
    revision: order.history.length - 1,
  };
}
