import { Type } from 'typebox';
import { AcceptedOrder, NotExecuted, OrderSummary, Receipt } from '../checkout/index.ts';
import { OrderHistoryEntry, OrderStatus, RejectionReason } from '../orders/index.ts';
import { endpoint } from './endpoint.ts';
import { Amount, CartId, closed, Country, Email, Instant, MarketId, Money, Next, OrderId, OrderLine, page, Quantity, Sku, text } from './fields.ts';
import { newOrderViolations } from './new-order-violations.ts';

const ShipTo = closed(
  {
    name: text(200),
    line1: text(200),
    line2: Type.Optional(text(200)),
    city: text(200),
    postcode: text(20),
    country: Country,
  },
  { title: 'ShipTo' },
);

const NewOrder = closed(
  {
    cartId: Type.Optional(CartId),
    lines: Type.Optional(
      Type.Array(OrderLine, {
        minItems: 1,
        maxItems: 1_200,
        description: 'Instead of a cart. Lines with the same stock code are added up, to 100,000 pieces at most.',
      }),
    ),
    market: MarketId,
    email: Type.Optional(Email),
    shipTo: ShipTo,
    payment: closed({ token: text(100) }),
  },
  { title: 'NewOrder' },
);

const orderHeaders = {
  'idempotency-key': {
    schema: Type.String({ pattern: '^[ -~]{16,255}$', description: '16 to 255 printable ASCII characters; the same key with the same body gives the same answer.' }),
    missing: 'idempotencyKeyMissing',
    invalid: 'idempotencyKeyInvalid',
  },
  'order-after': {
    schema: Type.String({ ...Receipt, description: 'The receipt of your last order: this one is processed after it, whatever happens to the shop in between.' }),
    invalid: 'orderAfterInvalid',
  },
} as const;

const Order = Type.Object(
  {
    orderId: OrderId,
    status: OrderStatus,
    reason: Type.Optional(RejectionReason),
    market: Type.Optional(MarketId),
    acceptedAt: Instant,
    lines: Type.Optional(
      Type.Array(Type.Object({ sku: Sku, quantity: Quantity, name: Type.Optional(Type.String()), unitPrice: Type.Optional(Amount) }), {
        description: 'Market and lines are left out while the shop cannot look the order up; names and prices, in the currency of the total, until it has been priced.',
      }),
    ),
    total: Type.Optional(Money),
    history: Type.Array(OrderHistoryEntry, { description: 'Oldest first.' }),
    asOf: Type.String({ format: 'date-time', description: 'The instant for which this is true.' }),
    stale: Type.Boolean({ description: 'True while the shop can only repeat the last it knew.' }),
    notExecuted: Type.Optional(
      Type.Array(Type.Object(NotExecuted.properties, { title: 'NotExecuted' }), {
        description: 'Requests that were accepted under the same Idempotency-Key and differ from the one that counts: they are never executed.',
      }),
    ),
  },
  { title: 'Order' },
);

const params = closed({ orderId: OrderId });
const issuedIds = { orderId: 'unknownOrder' } as const;
const location = ({ orderId }: { readonly orderId: string }) => `/orders/${orderId}`;

export const placeOrder = endpoint({
  method: 'POST',
  path: '/orders',
  summary: 'Accepts an order for good; stock, price and payment are settled afterwards.',
  bearer: 'optional',
  headers: orderHeaders,
  body: NewOrder,
  bodyRule: newOrderViolations,
  answer: { status: 202, body: Type.Object(AcceptedOrder.properties, { title: 'AcceptedOrder' }), location },
  repeatable: true,
  problems: ['cartNotFound', 'cartEmpty', 'emailMissing', 'idempotencyKeyReused'],
});

export const getOrder = endpoint({
  method: 'GET',
  path: '/orders/{orderId}',
  summary: 'An order, for its owner or whoever holds its receipt.',
  bearer: 'orReceipt',
  params,
  issuedIds,
  answer: { status: 200, body: Order },
  problems: ['unknownOrder'],
});

export const listOrders = endpoint({
  method: 'GET',
  path: '/orders',
  summary: 'The customer’s orders, newest first.',
  bearer: 'required',
  query: closed(page),
  answer: {
    status: 200,
    body: Type.Object({ items: Type.Array(Type.Object(OrderSummary.properties, { title: 'OrderSummary' })), next: Next }, { title: 'Orders' }),
  },
  problems: ['invalidCursor'],
});

export const cancelOrder = endpoint({
  method: 'POST',
  path: '/orders/{orderId}/cancellation',
  summary: 'Accepts the wish to cancel; whether it still could be is seen in the order.',
  bearer: 'orReceipt',
  params,
  issuedIds,
  answer: { status: 202, body: Type.Object({ orderId: OrderId, requestedAt: Instant }, { title: 'Cancellation' }), location },
  repeatable: true,
  problems: ['unknownOrder'],
});
