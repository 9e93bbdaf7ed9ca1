import type { AcceptedOrder, OrderRequest } from '@banyan/contracts/checkout';
import { isOperationError, OperationError, type CallContext } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { deferCall } from '@banyan/outbox';
import { buyerOf } from '../crypto/buyer.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { orderIdOf } from '../crypto/order-id.ts';
import type { Receipts } from '../crypto/receipts.ts';
import { fingerprintOf, type RequestFingerprint } from '../crypto/request-fingerprint.ts';
import { customerIdOf, shopperOf } from '../domain/shopper.ts';
import type { CartStore } from '../ports/cart-store.ts';
import type { EarlierIntake, IntakeStore } from '../ports/intake-store.ts';
import type { RelayNudge } from '../relay-nudge.ts';
import { requestedLines } from './requested-lines.ts';

interface AcceptOrderNeeds {
  readonly intakes: IntakeStore;
  readonly carts: CartStore;
  readonly orderIdKeys: KeyRing;
  readonly buyerKeys: KeyRing;
  readonly receipts: Receipts;
  readonly nudge: RelayNudge;
  readonly now: () => Date;
}

/**
 * Accepts an order durably, or gives the answer that the same request had before. The cart only counts the
 * first time: a repeat is answered whatever has become of it.
 */
export function acceptOrder({ intakes, carts, orderIdKeys, buyerKeys, receipts, nudge, now }: AcceptOrderNeeds) {
  return async (
    { idempotencyKey, request }: { readonly idempotencyKey: string; readonly request: OrderRequest },
    context: CallContext,
  ): Promise<AcceptedOrder> => {
    const shopper = shopperOf(context.principal, request.email);
    if (!shopper) throw new OperationError('emailMissing', {}, 'A guest orders with an e-mail address. Send `email`, or sign in.');
    const fingerprint = fingerprintOf(shopper, idempotencyKey, request);

    const lines = await requestedLines(request, customerIdOf(context.principal), carts);
    if (isOperationError(lines)) {
      const earlier = await intakes.findEarlier(fingerprint.requestKey);
      if (!earlier) throw lines;
      return repeatedAnswer(earlier, fingerprint);
    }

    const accepted = now();
    const acceptedAt = accepted.toISOString();
    const orderId = orderIdOf(orderIdKeys, shopper, idempotencyKey);
    const buyer = buyerOf(buyerKeys, shopper);
    const { market, email, shipTo, payment } = request;
    const answer: AcceptedOrder = { orderId, status: 'accepted', acceptedAt, receipt: receipts.write({ orderId, acceptedAt }) };
    const input = { orderId, buyer, market, acceptedAt, lines, shipTo, ...(email === undefined ? {} : { email }), payment };
    const taken = await intakes.take({
      ...fingerprint,
      orderId,
      buyer,
      market,
      acceptedAt,
      lines,
      answer: JSON.stringify(answer),
      message: deferCall(orders, 'placeOrder', input, { from: 'checkout', context, acceptedAt: accepted }),
    });
    if (taken !== 'taken') return repeatedAnswer(taken, fingerprint);
    nudge();
    return answer;
  };
}

function repeatedAnswer({ orderId, requestHash, answer }: EarlierIntake, asked: RequestFingerprint): AcceptedOrder {
  if (requestHash !== asked.requestHash) {
    throw new OperationError(
      'idempotencyKeyReused',
      { orderId },
      `This idempotency key has already ordered ${orderId} with another request. Use a new key for a new order.`,
    );
  }
  return JSON.parse(answer) as AcceptedOrder;
}
