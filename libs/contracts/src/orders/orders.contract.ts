import { Type } from 'typebox';
import { contract, deferred, event, read, write, type ApiOf } from '../define/index.ts';
import { Buyer, Instant, MarketId, OrderId, OrderLines } from '../values.ts';
import { Address, OrderChange, OrderState } from './orders.schemas.ts';

/** Processing, status and cancellation of orders that checkout has accepted. */
export const orders = contract({
  name: 'orders',
  description: 'Processing, status and cancellation of orders that checkout has accepted.',
  version: '1.0.0',
  operations: {
    placeOrder: deferred({
      description: 'Prices as of `acceptedAt`, reserves stock, charges, and confirms or rejects: all or nothing.',
      input: Type.Object({
        orderId: OrderId,
        buyer: Buyer,
        market: MarketId,
        acceptedAt: Instant,
        lines: OrderLines,
        shipTo: Address,
        email: Type.Optional(Type.String({ maxLength: 254 })),
        payment: Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }),
      }),
      orderedBy: ({ buyer }) => buyer,
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 60_000,
    }),

    cancelOrder: deferred({
      description: 'Gives stock and money back if the order was confirmed; without effect on an order that ended otherwise.',
      input: Type.Object({ orderId: OrderId, buyer: Buyer, requestedAt: Instant }),
      orderedBy: ({ buyer }) => buyer,
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 60_000,
    }),

    resumeOrder: write({
      description:
        'Has an order that waits after a failed attempt go on at once, rather than when its wait is over: what it waited for may be there. ' +
        'It changes nothing else, and nothing about an order that is being processed, is parked, has ended or is not there.',
      input: Type.Object({ orderId: OrderId }),
      output: Type.Object({ resumed: Type.Boolean() }),
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 1_000,
      callers: ['guest'],
    }),

    getOrder: read({
      description: 'The order as it is now; unknown until processing has begun, and to anybody but its buyer.',
      input: Type.Object({ orderId: OrderId, buyer: Buyer }),
      output: OrderState,
      errors: { unknownOrder: Type.Object({ orderId: OrderId }) },
      timeout: 1_000,
      stickyBy: ({ buyer }) => buyer,
      compare: { personal: { input: ['/buyer'], answer: ['/buyer'] } },
    }),
  },
  groups: { processing: ['placeOrder', 'cancelOrder'] },
  events: {
    orderChanged: event({
      description: 'An order after a change, whole: whoever missed one change has everything with the next.',
      payload: OrderChange,
      orderedBy: ({ buyer }) => buyer,
      idempotencyKey: ({ orderId, revision }) => `${orderId}:${revision}`,
    }),
  },
});
export type OrdersApi = ApiOf<typeof orders>;
