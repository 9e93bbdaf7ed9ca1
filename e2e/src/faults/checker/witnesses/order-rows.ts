import type { OrderStatus, RejectionReason } from '@banyan/contracts/orders';
import type { Money, OrderLine } from '@banyan/contracts/values';

/** A step that processing recorded: `orders.step`. */
export type RecordedStep = 'priced' | 'refused' | 'reserved' | 'outOfStock' | 'charged' | 'declined' | 'refunded' | 'released';

/**
 * An order as it is at the end: `orders.placed_order` with its `orders.line` and `orders.step`; or, of one that checkout
 * itself rejected when it wrote it down, `checkout.intake` with `checkout.order_state`.
 */
export interface OrderRow {
  readonly orderId: string;
  readonly buyer: string;
  /** What the shopper wrote into `ship_to`, `line2`: the mark of the request. Null where the row holds no address. */
  readonly mark: string | null;
  readonly market: string;
  readonly status: OrderStatus;
  readonly reason: RejectionReason | null;
  /** Null until it is priced. */
  readonly lines: readonly (OrderLine & { readonly unitPrice: number })[] | null;
  readonly total: Money | null;
  /** By their position; empty if checkout rejected it. */
  readonly steps: readonly RecordedStep[];
}

/** `checkout.intake`: an order that was accepted and written down. */
export interface IntakeRow {
  readonly orderId: string;
  readonly buyer: string;
  readonly market: string;
  readonly lines: readonly OrderLine[];
}

/** `checkout.not_executed`: a request that was accepted under the idempotency key of an order with another body. */
export interface NotExecutedRow {
  readonly orderId: string;
  readonly requestHash: string;
}

/** `checkout.order_state`: what the edge has heard of an order. */
export interface HeardRow {
  readonly orderId: string;
  readonly revision: number;
  readonly status: OrderStatus;
}
