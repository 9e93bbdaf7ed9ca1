import type { Facts } from '../facts/facts.ts';
import { groupBy } from '../facts/group.ts';
import type { Breach, Invariant } from '../invariant.ts';
import type { LedgerEntry } from '../witnesses/ledger-entry.ts';
import type { OrderRow } from '../witnesses/order-rows.ts';

type Charge = Extract<LedgerEntry, { kind: 'charge' }>;

/** By the provider's own ledger, nobody pays twice, for nothing, or the wrong sum. */
export const chargedOnce: Invariant = {
  name: 'charged-once',
  promise: 'The provider charged each confirmed or cancelled order once, its total, and gave it back once if it was cancelled; no other order costs anything.',
  *breaches(facts) {
    for (const row of facts.witnesses.orders) yield* moneyOf(row, facts.ledgerOf.get(row.orderId) ?? []);
    for (const [orderId, entries] of facts.ledgerOf) {
      yield* twice(orderId, entries);
      if (!facts.order.has(orderId)) yield { what: `The provider has entries for ${orderId}, which is no order.`, rows: entries.map((entry) => ({ entry })) };
    }
    yield* asked(facts);
  },
};

const isApproved = (entry: LedgerEntry): entry is Charge => entry.kind === 'charge' && entry.outcome === 'approved';
const isRefund = (entry: LedgerEntry) => entry.kind === 'refund';
const sumOf = ({ amount, currency }: { readonly amount: number; readonly currency: string }) => `${amount} ${currency}`;

function* moneyOf(order: OrderRow, entries: readonly LedgerEntry[]): Generator<Breach> {
  const [charge, refund] = [entries.find(isApproved), entries.find(isRefund)];
  const rows = [{ order }, ...entries.map((entry) => ({ entry }))];
  const isSold = order.status === 'confirmed' || order.status === 'cancelled';
  const total = sumOf(order.total ?? { amount: 0, currency: '' });
  const isFree = (order.total?.amount ?? 0) === 0;

  if (isSold && !isFree && !charge) yield { what: `${order.orderId} is ${order.status}, and the provider never charged it.`, rows };
  if (isSold && charge && sumOf(charge) !== total) yield { what: `${order.orderId} costs ${total}, and the provider charged ${sumOf(charge)}.`, rows };
  if (order.status === 'rejected' && charge) yield { what: `${order.orderId} is rejected, and the provider charged ${sumOf(charge)}.`, rows };
  if (order.reason === 'paymentDeclined' && !charge && entries.length === 0) {
    yield { what: `${order.orderId} is rejected since its payment was declined, and the provider was never asked.`, rows };
  }
  if (order.status === 'cancelled' && charge && !refund) yield { what: `${order.orderId} is cancelled, and its money was not given back.`, rows };
  if (order.status === 'confirmed' && refund) yield { what: `${order.orderId} is confirmed, and its money was given back.`, rows };
  if (charge && refund && sumOf(charge) !== sumOf(refund)) yield { what: `${order.orderId} was charged ${sumOf(charge)}, and ${sumOf(refund)} were given back.`, rows };
}

/** The ledger has one entry for each key: a second one of an order was asked for under another key. */
function* twice(orderId: string, entries: readonly LedgerEntry[]): Generator<Breach> {
  const [charges, refunds] = [entries.filter(({ kind }) => kind === 'charge'), entries.filter(isRefund)];
  const rows = entries.map((entry) => ({ entry }));
  if (charges.length > 1) {
    yield { what: `The provider was asked to charge ${orderId} ${charges.length} times, and did so ${charges.filter(isApproved).length} times.`, rows };
  }
  if (refunds.length > 1) yield { what: `${orderId} was given back ${refunds.length} times.`, rows };
}

/** A second key would be a second charge as soon as the first one's outcome was not known. */
function* asked({ charges }: Facts): Generator<Breach> {
  for (const [orderId, ofOrder] of groupBy(charges, ({ invoke }) => invoke.orderId)) {
    const events = ofOrder.map(({ invoke }) => invoke);
    const keys = new Set(events.map(({ key }) => key));
    const sums = new Set(events.map(sumOf));
    if (keys.size > 1) yield { what: `The provider was asked to charge ${orderId} under ${keys.size} keys: ${[...keys].join(', ')}.`, events };
    if (sums.size > 1) yield { what: `The provider was asked for different sums for ${orderId}: ${[...sums].join(', ')}.`, events };
  }
}
