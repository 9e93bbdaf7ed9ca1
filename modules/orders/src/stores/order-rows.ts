import type { PricedLine } from '@banyan/contracts/catalog';
import { evolve } from '../domain/evolve.ts';
import { acceptedOrder, type Order } from '../domain/order.ts';
import type { Step } from '../domain/step.ts';

/** An order's row with its steps and lines, in sequence. */
export interface OrderRow {
  readonly order_id: string;
  readonly buyer: string;
  readonly market: string;
  readonly accepted_at: Date;
  readonly total: number | null;
  readonly currency: string | null;
  readonly steps: readonly StepRow[];
  /** Absent if the order was refused before it was priced. */
  readonly lines: PricedLine[] | null;
}

interface StepRow {
  readonly kind: Step['kind'];
  readonly outcome: object;
  readonly at: string;
}

/** The order that the recorded steps make. */
export function orderOf(row: OrderRow): Order {
  const accepted = acceptedOrder({
    orderId: row.order_id,
    buyer: row.buyer,
    market: row.market,
    acceptedAt: row.accepted_at.toISOString(),
  });
  return row.steps.reduce((order, step) => evolve(order, stepOf(step, row), new Date(step.at).toISOString()), accepted);
}

/** What a step found out. Total and lines have columns and a table of their own. */
export function outcomeOf(step: Step): object {
  const { kind, ...outcome } = step;
  return kind === 'priced' ? {} : outcome;
}

function stepOf({ kind, outcome }: StepRow, { total, currency, lines }: OrderRow): Step {
  const found = kind === 'priced' ? { total: { amount: total, currency }, lines } : outcome;
  return { kind, ...found } as Step;
}
