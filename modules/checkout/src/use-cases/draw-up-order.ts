import type { AcceptedOrder, OrderRequest, UnrecordedOrder } from '@banyan/contracts/checkout';
import { CallError, OperationError, type Principal } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { buyerOf } from '../crypto/buyer.ts';
import { orderIdOf } from '../crypto/order-id.ts';
import type { Receipts } from '../crypto/receipts.ts';
import { fingerprintOf } from '../crypto/request-fingerprint.ts';
import { shopperOf } from '../domain/shopper.ts';

/** What a shopper sends to order. */
export interface OrderAsked {
  readonly idempotencyKey: string;
  readonly request: OrderRequest;
  /** The receipt of the order that this one is to come after. */
  readonly after?: string;
}

interface DrawUpOrderNeeds {
  readonly orderIdKeys: KeyRing;
  readonly buyerKeys: KeyRing;
  readonly receipts: Receipts;
}

/**
 * The order as it is accepted at the instant `now`, with its answer. Nobody is asked for it, so it can be drawn up
 * whatever is away.
 * @throws {OperationError} `emailMissing`, `orderAfterInvalid`
 * @throws {CallError} `contractViolation` unless the request has either lines or a cart
 */
export function drawUpOrder({ orderIdKeys, buyerKeys, receipts }: DrawUpOrderNeeds) {
  return ({ idempotencyKey, request, after }: OrderAsked, principal: Principal, now: Date): UnrecordedOrder => {
    refuseUnclear(request);
    const shopper = shopperOf(principal, request.email);
    if (!shopper) throw new OperationError('emailMissing', {}, 'A guest orders with an e-mail address. Send `email`, or sign in.');
    const orderId = orderIdOf(orderIdKeys, shopper, idempotencyKey);
    const acceptedAt = now.toISOString();
    const answer: AcceptedOrder = { orderId, status: 'accepted', acceptedAt, receipt: receipts.write({ orderId, acceptedAt }) };
    return {
      ...fingerprintOf(shopper, idempotencyKey, request),
      orderId,
      buyer: buyerOf(buyerKeys, shopper),
      request,
      answer: JSON.stringify(answer),
      acceptedAt,
      ...(after === undefined ? {} : { after: orderOf(after, receipts) }),
    };
  };
}

function refuseUnclear({ cartId, lines }: OrderRequest): void {
  if ((cartId === undefined) !== (lines === undefined)) return;
  throw new CallError(
    'contractViolation',
    'checkout.acceptOrder',
    'An order needs either its lines or the cart that holds them. Send one of `lines` and `cartId`.',
    { executed: 'no' },
  );
}

function orderOf(receipt: string, receipts: Receipts): string {
  const claim = receipts.read(receipt);
  if (claim) return claim.orderId;
  throw new OperationError('orderAfterInvalid', {}, 'The receipt of the order before is none of this shop. Send it as it was given, or leave it out.');
}
