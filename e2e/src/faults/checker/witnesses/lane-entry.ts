/**
 * Something that happened to a lane of the orders module's inbox, in the sequence of commits. No table of the shop keeps
 * it: triggers that only a run of faults has write it down under the lock of the lane's row.
 */
export type LaneEntry = {
  readonly lane: string;
  /** Rises with each entry of a lane. */
  readonly position: number;
  /** The process whose database session it was (its `application_name`). */
  readonly by: string;
} & (
  | { readonly kind: 'claimed'; readonly epoch: number }
  | { readonly kind: 'applied'; readonly epoch: number; readonly sequence: number; readonly messageId: string }
  | { readonly kind: 'step'; readonly orderId: string; readonly step: string }
);

/** The lane in which a buyer's orders are carried out. */
export function laneOf(buyer: string): string {
  return `checkout>orders/${buyer}`;
}

/** The call that carries an order out. */
export function placingOf(orderId: string): string {
  return `orders.placeOrder:${orderId}`;
}

/** The call that cancels an order. */
export function cancellingOf(orderId: string): string {
  return `orders.cancelOrder:${orderId}`;
}
