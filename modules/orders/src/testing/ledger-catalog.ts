import type { CatalogApi, Quote, Reservation } from '@banyan/contracts/catalog';

type Lines = readonly { readonly sku: string; readonly quantity: number }[];

/** A catalogue in memory that keeps the promises orders relies on, and a ledger of what it was asked. */
export class LedgerCatalog implements Pick<CatalogApi, 'quote' | 'reserveStock' | 'releaseStock'> {
  /** What is left of each product. */
  readonly stock = new Map<string, number>();
  /** Movements of stock, each once per order. */
  readonly movements: string[] = [];
  readonly quotedAt: string[] = [];
  readonly #prices = new Map<string, number>();
  readonly #answers = new Map<string, { readonly reservation: Reservation; readonly lines: Lines }>();

  /** A product sold in the market GB at a price in pence; without a price it is known but not sold. */
  has(sku: string, { stock, price }: { readonly stock: number; readonly price?: number }): this {
    this.stock.set(sku, stock);
    if (price !== undefined) this.#prices.set(sku, price);
    return this;
  }

  async quote({ market, at, lines }: Parameters<CatalogApi['quote']>[0]): Promise<Quote> {
    this.quotedAt.push(at);
    const priced = [];
    let amount = 0;
    for (const { sku, quantity } of lines) {
      if (!this.stock.has(sku)) return { outcome: 'refused', reason: 'unknownSku', sku };
      const unitPrice = this.#prices.get(sku);
      if (unitPrice === undefined || market !== 'GB') return { outcome: 'refused', reason: 'notSoldInMarket', sku };
      priced.push({ sku, name: `Product ${sku}`, quantity, unitPrice });
      amount += quantity * unitPrice;
    }
    return { outcome: 'priced', total: { amount, currency: 'GBP' }, lines: priced };
  }

  async reserveStock({ orderId, lines }: { readonly orderId: string; readonly lines: Lines }): Promise<Reservation> {
    const known = this.#answers.get(orderId);
    if (known) return known.reservation;
    const short = lines.find(({ sku, quantity }) => (this.stock.get(sku) ?? 0) < quantity);
    const reservation: Reservation = short ? { outcome: 'outOfStock', sku: short.sku } : { outcome: 'reserved' };
    this.#answers.set(orderId, { reservation, lines });
    if (!short) this.#move('reserved', orderId, lines, -1);
    return reservation;
  }

  async releaseStock({ orderId }: { readonly orderId: string }): Promise<{}> {
    const known = this.#answers.get(orderId);
    if (known?.reservation.outcome === 'reserved' && !this.movements.includes(`released ${orderId}`)) {
      this.#move('released', orderId, known.lines, +1);
    }
    return {};
  }

  #move(kind: 'reserved' | 'released', orderId: string, lines: Lines, sign: 1 | -1): void {
    this.movements.push(`${kind} ${orderId}`);
    for (const { sku, quantity } of lines) this.stock.set(sku, (this.stock.get(sku) ?? 0) + sign * quantity);
  }
}
