import { Type } from 'typebox';
import { contract, read, subscription, write, type ApiOf } from '../define/index.ts';
import { orders } from '../orders/orders.contract.ts';
import { Instant, OrderId, Quantity, Sku } from '../values.ts';
import { AcceptedOrder, Cart, CartId, OrderRequest, OrderSummary, OrderView, Receipt, UnrecordedOrder } from './checkout.schemas.ts';

const cartNotFound = Type.Object({ cartId: CartId });
const unknownOrder = Type.Object({ orderId: OrderId });
const OneOrder = Type.Object({ orderId: OrderId, receipt: Type.Optional(Receipt) });

/** Carts, the intake of orders, and what the shopper sees of them. It stays at the edge. */
export const checkout = contract({
  name: 'checkout',
  description: 'Carts, the intake of orders, and what the shopper sees of them. It stays at the edge.',
  version: '1.1.0',
  operations: {
    createCart: write({
      description: 'Begins an empty cart.',
      input: Type.Object({}),
      output: Cart,
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    getCart: read({
      description: 'A customer’s cart is found by that customer only; a guest’s by whoever knows its id.',
      input: Type.Object({ cartId: CartId }),
      output: Cart,
      errors: { cartNotFound },
      timeout: 2_000,
      callers: ['customer', 'guest'],
      compare: { personal: { input: ['/cartId'], answer: ['/cartId', '/error/data/cartId'] } },
    }),

    putCartLine: write({
      description: 'Sets how many pieces of a product are in the cart.',
      input: Type.Object({ cartId: CartId, sku: Sku, quantity: Quantity }),
      output: Cart,
      errors: { cartNotFound, cartFull: Type.Object({ limit: Type.Integer() }) },
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    removeCartLine: write({
      description: 'Takes a product out of the cart; one that is not in it is no mistake.',
      input: Type.Object({ cartId: CartId, sku: Sku }),
      output: Cart,
      errors: { cartNotFound },
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    acceptOrder: write({
      description:
        'Accepts an order durably. The same key with the same request gives the same answer; everything that only the catalogue or the bank can judge ' +
        'is decided afterwards. While an order waits in a queue to be recorded, a repeat gets the same order id, though perhaps another instant and ' +
        'receipt, and its cart is looked at only later.',
      input: Type.Object({ idempotencyKey: Type.String({ minLength: 16, maxLength: 255 }), request: OrderRequest, after: Type.Optional(Receipt) }),
      output: AcceptedOrder,
      errors: {
        cartNotFound,
        cartEmpty: cartNotFound,
        emailMissing: Type.Object({}),
        idempotencyKeyReused: Type.Object({ orderId: OrderId }),
        orderAfterInvalid: Type.Object({}),
      },
      idempotencyKey: ({ idempotencyKey }) => idempotencyKey,
      timeout: 5_000,
      callers: ['customer', 'guest'],
    }),

    recordOrder: write({
      description:
        'Writes down an order that a queue took, as if it had been accepted without one. Of several requests under one idempotency key the first ' +
        'to be written down wins. It may be executed any number of times.',
      input: UnrecordedOrder,
      output: Type.Object({}),
      orderedBy: ({ buyer }) => buyer,
      idempotencyKey: ({ orderId, requestHash }) => `${orderId}:${requestHash}`,
      timeout: 10_000,
      callers: ['customer', 'guest'],
    }),

    getOrder: read({
      description: 'For the owner, or for whoever holds the receipt; unknown to everybody else. By the receipt, an order is known before it is recorded.',
      input: OneOrder,
      output: OrderView,
      errors: { unknownOrder },
      timeout: 3_000,
      callers: ['customer', 'guest'],
      compare: { ignore: ['/asOf'], personal: { input: ['/receipt'] } },
    }),

    listOrders: read({
      description: 'The customer’s orders, newest first.',
      input: Type.Object({
        cursor: Type.Optional(Type.String({ maxLength: 200 })),
        limit: Type.Integer({ minimum: 1, maximum: 100 }),
      }),
      output: Type.Object({ items: Type.Array(OrderSummary), next: Type.Union([Type.String(), Type.Null()]) }),
      errors: { invalidCursor: Type.Object({}) },
      timeout: 3_000,
      callers: ['customer'],
    }),

    cancelOrder: write({
      description: 'Accepts a cancellation durably; it takes its turn behind what the buyer asked for before.',
      input: OneOrder,
      output: Type.Object({ orderId: OrderId, requestedAt: Instant }),
      errors: { unknownOrder },
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 3_000,
      callers: ['customer', 'guest'],
    }),

    recordOrderChange: subscription(orders.events.orderChanged, {
      description: 'Keeps the last that is known of an order, so that its buyer can see it while the orders module cannot be asked.',
      timeout: 5_000,
    }),
  },
});
export type CheckoutApi = ApiOf<typeof checkout>;
