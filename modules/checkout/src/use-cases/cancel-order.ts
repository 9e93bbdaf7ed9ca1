import { Unavailable, type CallContext } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { deferCall } from '@banyan/outbox';
import type { Receipts } from '../crypto/receipts.ts';
import { isFinal } from '../domain/order-view.ts';
import type { CancellationStore } from '../ports/cancellation-store.ts';
import type { OrderBook } from '../ports/order-book.ts';
import type { RelayNudge } from '../relay-nudge.ts';
import { findOwnOrder, type OneOrder } from './find-own-order.ts';

interface CancelOrderNeeds {
  readonly book: OrderBook;
  readonly cancellations: CancellationStore;
  readonly receipts: Receipts;
  readonly nudge: RelayNudge;
  readonly now: () => Date;
}

/**
 * Accepts the cancellation of an order durably, once; a repeat has the first one's answer. Of an order that has ended
 * nobody else is told: the orders module may never have heard of it. One that is not recorded yet cannot be cancelled yet.
 */
export function cancelOrder({ book, cancellations, receipts, nudge, now }: CancelOrderNeeds) {
  return async (input: OneOrder, context: CallContext): Promise<{ orderId: string; requestedAt: string }> => {
    const own = await findOwnOrder({ book, receipts }, input, context);
    if (own.kind === 'receipted') throw new Unavailable(`The order ${own.order.orderId}`);
    const { intake: { orderId, buyer }, kept } = own.order;
    const acceptedAt = now();
    const requestedAt = acceptedAt.toISOString();
    const ended = kept !== null && isFinal(kept.state);
    const message = ended ? null : deferCall(orders, 'cancelOrder', { orderId, buyer, requestedAt }, { from: 'checkout', context, acceptedAt });
    const firstRequestedAt = await cancellations.request({ orderId, requestedAt, message });
    nudge();
    return { orderId, requestedAt: firstRequestedAt };
  };
}
