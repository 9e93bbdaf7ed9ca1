import { Type } from 'typebox';
import { contract, read, subscription, write, type ApiOf } from '../define/index.ts';
import { orders } from '../orders/orders.contract.ts';
import { Instant, OrderId, Quantity, Sku } from '../values.ts';
import { AcceptedOrder, Cart, CartId, OrderRequest, OrderSummary, OrderView, Receipt } from './checkout.schemas.ts';

const cartNotFound = Type.Object({ cartId: CartId });
const unknownOrder = Type.Object({ orderId: OrderId });
const OneOrder = Type.Object({ orderId: OrderId, receipt: Type.Optional(Receipt) });

/** Carts, the intake of orders, and what the shopper sees of them. It stays at the edge. */
export const checkout = contract({
  name: 'checkout',
  version: '1.0.0',
  operations: {
    createCart: write({ input: Type.Object({}), output: Cart, timeout: 2_000, callers: ['customer', 'guest'] }),

    /** A customer's cart is found by that customer only; a guest's by whoever knows its id. */
    getCart: read({
      input: Type.Object({ cartId: CartId }),
      output: Cart,
      errors: { cartNotFound },
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    putCartLine: write({
      input: Type.Object({ cartId: CartId, sku: Sku, quantity: Quantity }),
      output: Cart,
      errors: { cartNotFound, cartFull: Type.Object({ limit: Type.Integer() }) },
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    removeCartLine: write({
      input: Type.Object({ cartId: CartId, sku: Sku }),
      output: Cart,
      errors: { cartNotFound },
      timeout: 2_000,
      callers: ['customer', 'guest'],
    }),

    /**
     * Accepts an order durably. The same key with the same request gives the same answer; everything that
     * only the catalogue or the bank can judge is decided afterwards.
     */
    acceptOrder: write({
      input: Type.Object({ idempotencyKey: Type.String({ minLength: 16, maxLength: 255 }), request: OrderRequest }),
      output: AcceptedOrder,
      errors: {
        cartNotFound,
        cartEmpty: cartNotFound,
        emailMissing: Type.Object({}),
        idempotencyKeyReused: Type.Object({ orderId: OrderId }),
      },
      idempotencyKey: ({ idempotencyKey }) => idempotencyKey,
      timeout: 5_000,
      callers: ['customer', 'guest'],
    }),

    /** For the owner, or for whoever holds the receipt; unknown to everybody else. */
    getOrder: read({
      input: OneOrder,
      output: OrderView,
      errors: { unknownOrder },
      timeout: 3_000,
      callers: ['customer', 'guest'],
    }),

    /** The customer's orders, newest first. */
    listOrders: read({
      input: Type.Object({
        cursor: Type.Optional(Type.String({ maxLength: 200 })),
        limit: Type.Integer({ minimum: 1, maximum: 100 }),
      }),
      output: Type.Object({ items: Type.Array(OrderSummary), next: Type.Union([Type.String(), Type.Null()]) }),
      errors: { invalidCursor: Type.Object({}) },
      timeout: 3_000,
      callers: ['customer'],
    }),

    /** Accepts a cancellation durably; it takes its turn behind what the buyer asked for before. */
    cancelOrder: write({
      input: OneOrder,
      output: Type.Object({ orderId: OrderId, requestedAt: Instant }),
      errors: { unknownOrder },
      idempotencyKey: ({ orderId }) => orderId,
      timeout: 3_000,
      callers: ['customer', 'guest'],
    }),

    recordOrderChange: subscription(orders.events.orderChanged, { timeout: 5_000 }),
  },
});
export type CheckoutApi = ApiOf<typeof checkout>;
