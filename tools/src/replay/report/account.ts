import type { Outcome } from '../play/outcome.ts';
import type { Plan } from '../plan/plan.ts';
import { discrepancies } from './discrepancies.ts';
import { percentile } from './percentile.ts';
import type { Account, Report, Unaccounted } from './report.ts';

type Final = Extract<Outcome, { kind: 'final' }>;

/** Adds up what became of the orders, as the shop shows them. */
export function account(plan: Pick<Plan, 'invoices' | 'leftOut'>, outcomes: readonly Outcome[]): Account {
  const accepted = outcomes.filter((outcome) => outcome.kind !== 'refused');
  const final = accepted.filter((outcome) => outcome.kind === 'final');
  const waits = accepted.map(({ acceptance }) => acceptance.intakeMs);
  return {
    report: {
      invoices: plan.invoices,
      orders: outcomes.length,
      accepted: accepted.length,
      leftOut: plan.leftOut,
      ...counts(final),
      ordersPerSecond: tenths(perSecond(final)),
      intakeMs: { p50: tenths(percentile(waits, 0.5)), p99: tenths(percentile(waits, 0.99)) },
    },
    unaccounted: unaccountedFor(accepted),
    refused: outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [{ invoice: outcome.order.invoice, why: outcome.why }] : [])),
  };
}

/** From the acceptance of the first order to the end of the last, by the shop's own clock. */
function perSecond(final: readonly Final[]): number {
  let [first, last] = [Infinity, -Infinity];
  for (const { acceptance, shown } of final) {
    first = Math.min(first, Date.parse(acceptance.acceptedAt));
    last = Math.max(last, Date.parse(shown.history.at(-1)?.at ?? shown.asOf));
  }
  return final.length === 0 ? 0 : (final.length / Math.max(1, last - first)) * 1_000;
}

function counts(final: readonly Final[]): Pick<Report, 'confirmed' | 'rejected' | 'units' | 'revenue'> {
  const confirmed = final.filter(({ shown }) => shown.status === 'confirmed');
  const rejected = final.filter(({ shown }) => shown.status === 'rejected');
  return {
    confirmed: confirmed.length,
    rejected: sums(rejected.map(({ shown }) => [shown.reason ?? 'noReason', 1])),
    units: sums(confirmed.map(({ order, shown }) => [order.country, (shown.lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0)])),
    revenue: sums(confirmed.map(({ order, shown }) => [order.country, shown.total?.amount ?? 0])),
  };
}

function unaccountedFor(accepted: readonly Exclude<Outcome, { kind: 'refused' }>[]): Unaccounted[] {
  const invoiceOf = new Map<string, string>();
  return accepted.flatMap((outcome) => {
    const { invoice } = outcome.order;
    const { orderId } = outcome.acceptance;
    const earlier = invoiceOf.get(orderId);
    if (earlier === undefined) invoiceOf.set(orderId, invoice);
    return [
      ...(earlier === undefined ? [] : [`the shop gave it the order of invoice ${earlier}`]),
      ...(outcome.kind === 'open' ? [`it did not end; last seen: ${outcome.lastWord}`] : discrepancies(outcome)),
      ...(outcome.kind === 'final' && outcome.shown.status === 'cancelled' ? ['it was cancelled, and nobody here did that'] : []),
    ].map((why) => ({ invoice, orderId, why }));
  });
}

function sums(entries: readonly (readonly [name: string, value: number])[]): Record<string, number> {
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
  const result: Record<string, number> = {};
  for (const [name, value] of sorted) result[name] = (result[name] ?? 0) + value;
  return result;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
