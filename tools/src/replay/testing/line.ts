import type { InvoiceLine } from '../file/invoice-line.ts';

/** A line that is kept, with what matters to a test put in. */
export function lineOf(differs: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    invoice: '536365',
    stockCode: '85123A',
    description: 'WHITE HEART',
    quantity: 6,
    time: '2010-12-01 08:26:00',
    price: 2.55,
    customer: '17850',
    country: 'United Kingdom',
    currency: 'GBP',
    ...differs,
  };
}
