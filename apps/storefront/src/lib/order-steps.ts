import { statusLabel, type Status } from './order-status.ts';
import type { Order } from './server/order-view.ts';

/** A step of an order on its way. */
export interface Step {
  readonly label: string;
  readonly state: 'done' | 'now' | 'ahead';
  /** When it was reached. */
  readonly at?: string;
}

const way: readonly Status[] = ['accepted', 'processing', 'confirmed'];

/** The steps that an order has made, and those ahead of it as long as it is on its way. */
export function stepsOf({ status, history }: Pick<Order, 'status' | 'history'>): Step[] {
  const made = history.map(({ status: reached, at }): Step => ({ label: statusLabel(reached), at, state: reached === status && reached !== 'confirmed' && way.includes(reached) ? 'now' : 'done' }));
  const position = way.indexOf(status);
  const ahead = position === -1 ? [] : way.slice(position + 1);
  return [...made, ...ahead.map((next): Step => ({ label: statusLabel(next), state: 'ahead' }))];
}
