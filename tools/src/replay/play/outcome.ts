import type { PlannedOrder } from '../plan/plan.ts';
import type { ShownOrder } from '../shop/shop-api.ts';

/** That the shop took an order. */
export interface Acceptance {
  readonly orderId: string;
  readonly receipt: string;
  /** By the shop's clock: ISO 8601 instant. */
  readonly acceptedAt: string;
  /** By the clock of the replay, in milliseconds. */
  readonly answeredAt: number;
  /** Milliseconds from first sending the order until it was accepted, with everything in between. */
  readonly intakeMs: number;
}

/**
 * What became of one order:
 * - `final`: accepted, and shown in a state that it ended in
 * - `open`: accepted, but shown in no such state before patience ran out
 * - `refused`: never accepted
 */
export type Outcome =
  | { readonly kind: 'final'; readonly order: PlannedOrder; readonly acceptance: Acceptance; readonly shown: ShownOrder }
  | { readonly kind: 'open'; readonly order: PlannedOrder; readonly acceptance: Acceptance; readonly lastWord: string }
  | { readonly kind: 'refused'; readonly order: PlannedOrder; readonly why: string };
