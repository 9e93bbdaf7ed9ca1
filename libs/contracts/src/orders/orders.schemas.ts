import { Type, type Static } from 'typebox';
import { PricedLine } from '../catalog/catalog.schemas.ts';
import { Buyer, Instant, MarketId, Money, OrderId } from '../values.ts';

export const OrderStatus = Type.Union([
  Type.Literal('accepted'),
  Type.Literal('processing'),
  Type.Literal('confirmed'),
  Type.Literal('rejected'),
  Type.Literal('cancelled'),
]);
export type OrderStatus = Static<typeof OrderStatus>;

/** Why an order came to nothing; the last two are checkout's own, found when it writes an order down that a queue took. */
export const RejectionReason = Type.Union([
  Type.Literal('unknownSku'),
  Type.Literal('notSoldInMarket'),
  Type.Literal('outOfStock'),
  Type.Literal('paymentDeclined'),
  Type.Literal('unknownCart'),
  Type.Literal('emptyCart'),
]);
export type RejectionReason = Static<typeof RejectionReason>;

const AddressLine = Type.String({ minLength: 1, maxLength: 200 });
export const Address = Type.Object({
  name: AddressLine,
  line1: AddressLine,
  line2: Type.Optional(AddressLine),
  city: AddressLine,
  postcode: Type.String({ minLength: 1, maxLength: 20 }),
  country: MarketId,
});
export type Address = Static<typeof Address>;

export const OrderHistoryEntry = Type.Object({
  status: OrderStatus,
  at: Instant,
  reason: Type.Optional(RejectionReason),
  /** The line at which it failed, for reasons that have one. */
  sku: Type.Optional(Type.String()),
});
export type OrderHistoryEntry = Static<typeof OrderHistoryEntry>;

/** An order as the orders module knows it. Lines and total are there from the moment it is priced. */
export const OrderState = Type.Object({
  orderId: OrderId,
  buyer: Buyer,
  market: MarketId,
  status: OrderStatus,
  lines: Type.Optional(Type.Array(PricedLine)),
  total: Type.Optional(Money),
  /** Oldest first; the last entry is the status. */
  history: Type.Array(OrderHistoryEntry),
  /** Rises by one with each change; a smaller one is older. */
  revision: Type.Integer({ minimum: 1 }),
});
export type OrderState = Static<typeof OrderState>;

/** An order after a change, whole: whoever missed one change has everything with the next. */
export const OrderChange = OrderState;
export type OrderChange = OrderState;
