import type { Entry } from './entries.ts';

/** The ledger in numbers; amounts in minor units, by currency. */
export interface Totals {
  approved: number;
  declined: number;
  refunds: number;
  money: Record<string, { charged: number; refunded: number }>;
}

/** Adds up the entries. */
export function totalsOf(entries: readonly Entry[]): Totals {
  const totals: Totals = { approved: 0, declined: 0, refunds: 0, money: {} };
  for (const entry of entries) {
    if (entry.kind === 'charge' && entry.outcome === 'declined') {
      totals.declined += 1;
      continue;
    }
    const money = (totals.money[entry.currency] ??= { charged: 0, refunded: 0 });
    if (entry.kind === 'charge') {
      totals.approved += 1;
      money.charged += entry.amount;
    } else {
      totals.refunds += 1;
      money.refunded += entry.amount;
    }
  }
  return totals;
}
