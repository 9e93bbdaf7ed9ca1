import type { OrderStatus } from '@banyan/contracts/orders';
import type { OrderRow } from '../witnesses/order-rows.ts';

const ranks: Readonly<Record<OrderStatus, number>> = { accepted: 0, processing: 1, confirmed: 2, rejected: 2, cancelled: 3 };

/** Whether an order that was `earlier` may be `later` afterwards. */
export function mayFollow(earlier: OrderStatus, later: OrderStatus): boolean {
  return earlier === later || (ranks[earlier] < ranks[later] && earlier !== 'rejected');
}

/** Whether processing has nothing more to do with an order. */
export function isFinal(status: OrderStatus): boolean {
  return ranks[status] >= 2;
}

/** The statuses that an order has gone through, oldest first. */
export function historyOf({ status, steps }: OrderRow): OrderStatus[] {
  const past: OrderStatus[] = ['accepted'];
  if (steps.includes('priced')) past.push('processing');
  if (steps.includes('charged')) past.push('confirmed');
  return past.at(-1) === status ? past : [...past, status];
}
