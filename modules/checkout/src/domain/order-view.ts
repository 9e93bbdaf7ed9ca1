import type { NotExecuted, OrderView } from '@banyan/contracts/checkout';
import type { OrderState } from '@banyan/contracts/orders';
import type { OrderLine } from '@banyan/contracts/values';

/** An order as it was accepted. */
export interface OrderIntake {
  readonly orderId: string;
  readonly buyer: string;
  readonly market: string;
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
  readonly lines: readonly OrderLine[];
}

/** The last state of an order that checkout has heard of. */
export interface KeptState {
  readonly state: OrderState;
  /** When checkout heard of it: ISO 8601 instant. */
  readonly recordedAt: string;
}

/** What is known of an order by its receipt alone. */
export interface ReceiptedOrder {
  readonly orderId: string;
  /** ISO 8601 instant. */
  readonly acceptedAt: string;
}

/** What asking the orders module led to: its state, not begun with it yet, or nobody there to ask. */
export type OrdersAnswer =
  | { readonly kind: 'state'; readonly state: OrderState }
  | { readonly kind: 'notBegun' }
  | { readonly kind: 'away' };

/** Whether the state can never change again. */
export function isFinal({ status }: OrderState): boolean {
  return status === 'rejected' || status === 'cancelled';
}

/** What the shopper sees of an order that is not recorded, or cannot be looked up. */
export function receiptedView({ orderId, acceptedAt }: ReceiptedOrder): OrderView {
  return { orderId, status: 'accepted', acceptedAt, history: [{ status: 'accepted', at: acceptedAt }], asOf: acceptedAt, stale: true };
}

/** An order that checkout has recorded. */
interface Recorded {
  readonly intake: OrderIntake;
  readonly kept: KeptState | null;
  readonly notExecuted: readonly NotExecuted[];
}

/** What the shopper sees at the instant `now`: of the answer and the kept state, the one with the higher revision. */
export function orderView({ intake, kept, notExecuted }: Recorded, answer: OrdersAnswer, now: string): OrderView {
  const told = answer.kind === 'state' ? answer.state : null;
  const newerKept = kept !== null && (told === null || kept.state.revision > told.revision) ? kept : null;
  const state = newerKept?.state ?? told;
  const stale = answer.kind === 'away';
  const reason = state?.history.at(-1)?.reason;
  return {
    orderId: intake.orderId,
    status: state?.status ?? 'accepted',
    ...(reason ? { reason } : {}),
    market: intake.market,
    acceptedAt: intake.acceptedAt,
    lines: [...(state?.lines ?? intake.lines)],
    ...(state?.total ? { total: state.total } : {}),
    history: state?.history ?? [{ status: 'accepted', at: intake.acceptedAt }],
    asOf: newerKept?.recordedAt ?? (stale ? intake.acceptedAt : now),
    stale,
    ...(notExecuted.length > 0 ? { notExecuted: [...notExecuted] } : {}),
  };
}
