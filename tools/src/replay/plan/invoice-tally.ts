import type { InvoiceLine } from '../file/invoice-line.ts';
import { marketIdOf } from './market-id.ts';
import type { PlannedOrder } from './plan.ts';
import { skuOf } from './sku.ts';

/** What the kept lines of one invoice order together. */
export class InvoiceTally {
  readonly #first: InvoiceLine;
  readonly #quantities = new Map<string, number>();
  #time: string;

  constructor(first: InvoiceLine) {
    this.#first = first;
    this.#time = first.time;
  }

  add({ stockCode, quantity, time }: InvoiceLine): void {
    const sku = skuOf(stockCode);
    this.#quantities.set(sku, (this.#quantities.get(sku) ?? 0) + quantity);
    if (time < this.#time) this.#time = time;
  }

  order(): PlannedOrder {
    const { invoice, customer, country, currency } = this.#first;
    return {
      invoice,
      time: this.#time,
      ...(customer === undefined ? {} : { customer }),
      country,
      market: marketIdOf(country),
      currency,
      lines: [...this.#quantities].map(([sku, quantity]) => ({ sku, quantity })),
    };
  }
}
