import type { Market } from '@banyan/contracts/catalog';
import type { InvoiceLine } from '../file/invoice-line.ts';
import { InvoiceTally } from './invoice-tally.ts';
import { leftOutBecause } from './left-out.ts';
import type { Plan, PlannedOrder } from './plan.ts';
import { priceListOf } from './price-list.ts';
import { ProductTally } from './product-tally.ts';
import { skuOf } from './sku.ts';
import type { StockFactor } from './stock-factor.ts';

/** Makes the plan of a replay from a file's lines, seen one by one. */
export class Planner {
  readonly #invoices = new Set<string>();
  readonly #leftOut = { cancellation: 0, noGoods: 0, quantity: 0, price: 0 };
  readonly #products = new Map<string, ProductTally>();
  readonly #orders = new Map<string, InvoiceTally>();

  add(line: InvoiceLine): void {
    this.#invoices.add(line.invoice);
    const reason = leftOutBecause(line);
    if (reason) {
      this.#leftOut[reason] += 1;
      return;
    }
    const sku = skuOf(line.stockCode);
    tallyOf(this.#products, sku, () => new ProductTally(sku)).add(line);
    tallyOf(this.#orders, line.invoice, () => new InvoiceTally(line)).add(line);
  }

  /** @param stock times what the file sells of a product gives what there is of it */
  plan(stock: StockFactor): Plan {
    const orders = [...this.#orders.values()].map((tally) => tally.order()).sort(byTimeThenInvoice);
    return {
      invoices: this.#invoices.size,
      leftOut: { ...this.#leftOut },
      markets: marketsOf(orders),
      products: [...this.#products.values()].map((tally) => tally.product(stock)),
      customers: [...new Set(orders.flatMap(({ customer }) => customer ?? []))],
      orders,
    };
  }
}

function tallyOf<T>(tallies: Map<string, T>, key: string, begin: () => T): T {
  const known = tallies.get(key);
  if (known) return known;
  const tally = begin();
  tallies.set(key, tally);
  return tally;
}

function marketsOf(orders: readonly PlannedOrder[]): Market[] {
  const markets = new Map<string, Market>();
  for (const { market, country, currency } of orders) {
    if (!markets.has(market)) markets.set(market, { id: market, name: country, currency, priceList: priceListOf(currency) });
  }
  return [...markets.values()];
}

function byTimeThenInvoice(one: PlannedOrder, other: PlannedOrder): number {
  return compare(one.time, other.time) || compare(one.invoice, other.invoice);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
