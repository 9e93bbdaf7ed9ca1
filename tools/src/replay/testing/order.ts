import type { PlannedOrder } from '../plan/plan.ts';

/** A planned order by invoice number, with what matters to a test put in. */
export function orderOf(invoice: string, differs: Partial<PlannedOrder> = {}): PlannedOrder {
  return { invoice, time: '2010-12-01 08:26:00', country: 'United Kingdom', market: 'GB', currency: 'GBP', lines: [{ sku: '85123A', quantity: 6 }], ...differs };
}
