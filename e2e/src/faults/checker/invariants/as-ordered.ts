import { isOf } from '../../history/index.ts';
import { requestOf, type Facts } from '../facts/facts.ts';
import { mayBeDone } from '../facts/operations.ts';
import type { Breach, Invariant } from '../invariant.ts';
import type { OrderRow } from '../witnesses/order-rows.ts';

/** Each order holds what its shopper asked for, at the price the shopper saw. */
export const asOrdered: Invariant = {
  name: 'as-ordered',
  promise: 'Each order has the market, the products and the price that its shopper asked for, and its total is the sum of its lines.',
  *breaches(facts) {
    for (const row of facts.witnesses.orders) yield* contentOf(row, facts);
    for (const row of facts.witnesses.orders) yield* sumOf(row);
  },
};

function* contentOf(row: OrderRow, facts: Facts): Generator<Breach> {
  const attempts = (requestOf(row, facts)?.attempts ?? []).filter((attempt) => mayBeDone(attempt));
  if (attempts.length === 0) return;
  const intake = facts.intake.get(row.orderId);
  const written = [...(intake ? [intake] : []), ...(row.lines ? [{ market: row.market, lines: row.lines }] : [])];
  const asked = attempts.find(({ invoke }) => written.every(({ market, lines }) => isOf(invoke.content, market, lines)));
  const events = attempts.map(({ invoke }) => invoke);
  const rows = [{ order: row }, ...(intake ? [{ intake }] : [])];
  if (!asked) yield { what: `${row.orderId} is not what was ordered.`, events, rows };
  const seen = asked?.invoke.total;
  if (seen && row.total && (seen.amount !== row.total.amount || seen.currency !== row.total.currency)) {
    yield { what: `${row.orderId} costs ${row.total.amount} ${row.total.currency}; the shopper saw ${seen.amount} ${seen.currency}.`, events, rows };
  }
}

function* sumOf(row: OrderRow): Generator<Breach> {
  const sum = (row.lines ?? []).reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
  if ((row.total?.amount ?? 0) !== sum) {
    yield { what: `The lines of ${row.orderId} come to ${sum}; its total is ${row.total?.amount ?? 'missing'}.`, rows: [{ order: row }] };
  }
}
