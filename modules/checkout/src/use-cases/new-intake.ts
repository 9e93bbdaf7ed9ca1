import type { UnrecordedOrder } from '@banyan/contracts/checkout';
import type { CallContext } from '@banyan/contracts/define';
import { orders, type OrderState, type RejectionReason } from '@banyan/contracts/orders';
import type { OrderLine } from '@banyan/contracts/values';
import { deferCall } from '@banyan/outbox';
import type { NewIntake } from '../ports/intake-store.ts';

/** The row of an order that is to be processed: at the prices of the instant in which it was accepted. */
export function intakeOf(order: UnrecordedOrder, lines: OrderLine[], context: CallContext): NewIntake {
  const { orderId, buyer, acceptedAt, request } = order;
  const { market, email, shipTo, payment } = request;
  const input = { orderId, buyer, market, acceptedAt, lines, shipTo, ...(email === undefined ? {} : { email }), payment };
  const message = deferCall(orders, 'placeOrder', input, { from: 'checkout', context, acceptedAt: new Date(acceptedAt) });
  return { ...rowOf(order), lines, then: { kind: 'process', message } };
}

/** The row of an order that was accepted and has nothing to be processed: it is rejected at the instant `now`. */
export function rejectedIntakeOf(order: UnrecordedOrder, reason: RejectionReason, now: Date): NewIntake {
  const { orderId, buyer, acceptedAt, request } = order;
  const state: OrderState = {
    orderId,
    buyer,
    market: request.market,
    status: 'rejected',
    history: [
      { status: 'accepted', at: acceptedAt },
      { status: 'rejected', at: now.toISOString(), reason },
    ],
    revision: 1,
  };
  return { ...rowOf(order), lines: [], then: { kind: 'reject', state } };
}

function rowOf({ orderId, buyer, requestKey, requestHash, request, answer, acceptedAt }: UnrecordedOrder) {
  return { orderId, buyer, requestKey, requestHash, market: request.market, answer, acceptedAt };
}
