import type { ProductImport } from '@banyan/contracts/catalog';
import type { InvoiceLine } from '../file/invoice-line.ts';
import { Frequencies } from './frequencies.ts';
import { minorUnits } from './minor-units.ts';
import { priceListOf } from './price-list.ts';
import { stockOf, type StockFactor } from './stock-factor.ts';

const longestName = 200;

/** What the file's kept lines tell about one product. */
export class ProductTally {
  readonly #sku: string;
  readonly #descriptions = new Frequencies<string>();
  readonly #prices = new Map<string, Frequencies<number>>();
  #sold = 0;

  constructor(sku: string) {
    this.#sku = sku;
  }

  add({ quantity, description, price, currency }: InvoiceLine): void {
    this.#sold += quantity;
    if (description !== '') this.#descriptions.add(description);
    const prices = this.#prices.get(currency) ?? new Frequencies<number>();
    this.#prices.set(currency, prices);
    prices.add(price);
  }

  /**
   * The product as it is brought in: under its most frequent description, at its most frequent price in each
   * currency. The file names no brands; the description's first word stands in for one.
   */
  product(factor: StockFactor): ProductImport {
    const description = this.#descriptions.mostFrequent()?.slice(0, longestName).trim();
    return {
      sku: this.#sku,
      name: description ?? this.#sku,
      brand: description?.split(/\s+/)[0] ?? 'Unbranded',
      stock: stockOf(this.#sold, factor),
      prices: [...this.#prices].map(([currency, prices]) => ({
        priceList: priceListOf(currency),
        amount: minorUnits(prices.mostFrequent() ?? 0, currency),
      })),
    };
  }
}
