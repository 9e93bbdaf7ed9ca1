import { Type, type Static } from 'typebox';
import { Address, OrderHistoryEntry, OrderStatus, RejectionReason } from '../orders/orders.schemas.ts';
import { PricedLine } from '../catalog/catalog.schemas.ts';
import { Buyer, Instant, MarketId, Money, OrderId, OrderLine, OrderLines } from '../values.ts';

export const CartId = Type.String({ pattern: '^crt_[A-Za-z0-9_-]{22}$' });
export const Cart = Type.Object({ cartId: CartId, lines: Type.Array(OrderLine) });
export type Cart = Static<typeof Cart>;

export const Email = Type.String({ format: 'email', maxLength: 254 });

/** An order as the shopper sends it: lines, or a cart that holds them. A price is never among it. */
export const OrderRequest = Type.Object({
  cartId: Type.Optional(CartId),
  lines: Type.Optional(OrderLines),
  market: MarketId,
  email: Type.Optional(Email),
  shipTo: Address,
  payment: Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }),
});
export type OrderRequest = Static<typeof OrderRequest>;

export const Receipt = Type.String({ pattern: '^rcp_[A-Za-z0-9_.-]{20,300}$' });

/** The answer to an accepted order: from here on it is durable, and this answer is repeated byte for byte. */
export const AcceptedOrder = Type.Object({
  orderId: OrderId,
  status: Type.Literal('accepted'),
  acceptedAt: Instant,
  receipt: Receipt,
});
export type AcceptedOrder = Static<typeof AcceptedOrder>;

/** An accepted order that is yet to be recorded: everything that intake knew of it. */
export const UnrecordedOrder = Type.Object({
  orderId: OrderId,
  buyer: Buyer,
  /** The same for all requests of one shopper under one idempotency key. */
  requestKey: Type.String({ minLength: 1, maxLength: 100 }),
  /** The same for equal requests. */
  requestHash: Type.String({ minLength: 1, maxLength: 100 }),
  request: OrderRequest,
  /** The answer that was given, as JSON text. */
  answer: Type.String(),
  acceptedAt: Instant,
  /** The order that the shopper wants this one to come after. */
  after: Type.Optional(OrderId),
});
export type UnrecordedOrder = Static<typeof UnrecordedOrder>;

/** A request that was accepted and is never executed, since another one under its idempotency key was recorded first. */
export const NotExecuted = Type.Object({ acceptedAt: Instant, reason: Type.Literal('idempotencyKeyReused') });
export type NotExecuted = Static<typeof NotExecuted>;

/** What the shopper sees of an order. */
export const OrderView = Type.Object({
  orderId: OrderId,
  status: OrderStatus,
  reason: Type.Optional(RejectionReason),
  /** There once the order has been recorded. */
  market: Type.Optional(MarketId),
  acceptedAt: Instant,
  /** Quantities once the order has been recorded, names and prices once it has been priced. */
  lines: Type.Optional(Type.Array(Type.Union([PricedLine, OrderLine]))),
  total: Type.Optional(Money),
  history: Type.Array(OrderHistoryEntry),
  /** The instant for which this is true. */
  asOf: Instant,
  /** True while whoever knows better cannot be asked: this is the last known word. */
  stale: Type.Boolean(),
  /** Oldest first; left out if there is none. */
  notExecuted: Type.Optional(Type.Array(NotExecuted)),
});
export type OrderView = Static<typeof OrderView>;

export const OrderSummary = Type.Object({
  orderId: OrderId,
  status: OrderStatus,
  market: MarketId,
  acceptedAt: Instant,
  total: Type.Optional(Money),
});
export type OrderSummary = Static<typeof OrderSummary>;
