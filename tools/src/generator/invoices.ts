import type { Column } from '../replay/file/columns.ts';
import { countries, type Country } from './countries.ts';
import { makeGoods, type Goods } from './goods.ts';
import { Random } from './random.ts';

/** A row of the file, its cells by column. */
export type GeneratedRow = Readonly<Record<Column, string>>;

/** Enough different products for the longest invoices. */
const productCount = 1_500;
const firstInvoice = 536_365;
const opening = Date.UTC(2010, 11, 1, 8, 0);

interface Buyer {
  /** Empty for a guest. */
  readonly customer: string;
  readonly country: Country;
}

interface Invoice extends Buyer {
  readonly number: number;
  readonly time: string;
}

/**
 * Rows of a file of which a replay plays exactly `orders` orders, shaped like a real shop's: few products sell
 * much, most little; many small invoices and a few with hundreds of lines; a quarter by guests; cancellations,
 * fees, gifts and corrections between them. The same seed gives the same rows.
 * @param currencies whether each country pays in its own currency; in pounds, all of them, otherwise
 */
export function* generateRows({ orders, seed, currencies }: { readonly orders: number; readonly seed: number; readonly currencies: boolean }): Generator<GeneratedRow> {
  const random = new Random(seed);
  const goods = makeGoods(productCount, random);
  const customers = makeCustomers(Math.ceil(orders / 4), random);
  let number = firstInvoice;
  let minutes = 0;
  for (let placed = 0; placed < orders; placed++) {
    minutes += random.whole(0, 8);
    const buyer = random.happens(0.25) ? guest(random) : (customers[random.early(customers.length)] as Buyer);
    const invoice: Invoice = { ...buyer, ...(currencies ? {} : { country: inPounds(buyer.country) }), number: number++, time: timeOf(minutes) };
    const bought = goodsOf(placed, random, goods);
    for (const one of bought) yield* boughtRows(invoice, one, random);
    yield* dirtyRows(invoice, bought, random);
    if (random.happens(0.15)) yield* cancelledRows({ ...invoice, number: number++ }, bought, random);
  }
}

function makeCustomers(count: number, random: Random): Buyer[] {
  return Array.from({ length: count }, (_, index) => ({ customer: `${12_346 + index}.0`, country: countryOf(random) }));
}

function guest(random: Random): Buyer {
  return { customer: '', country: countryOf(random) };
}

/** Nine in ten are at home. */
function countryOf(random: Random): Country {
  return random.happens(0.9) ? countries[0] : random.oneOf(countries);
}

function inPounds({ name }: Country): Country {
  return { name, currency: 'GBP', perPound: 1 };
}

/** Nights are left out: a shop is open for ten hours a day. */
function timeOf(minutes: number): string {
  const [days, rest] = [Math.floor(minutes / 600), minutes % 600];
  return new Date(opening + (days * 24 * 60 + rest) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function goodsOf(placed: number, random: Random, goods: readonly Goods[]): Goods[] {
  const isLong = placed % 400 === 50;
  const count = isLong ? random.whole(550, 700) : 1 + Math.floor(40 * random.share() ** 2);
  const picked = new Set<Goods>();
  while (picked.size < count) picked.add(goods[isLong ? random.whole(0, goods.length - 1) : random.early(goods.length)] as Goods);
  return [...picked];
}

function* boughtRows(invoice: Invoice, { stockCode, description, price }: Goods, random: Random): Generator<GeneratedRow> {
  const quantity = random.happens(0.01) ? random.whole(100, 2_000) : random.oneOf([1, 1, 2, 3, 4, 6, 12, 24]);
  const paid = random.happens(0.85) ? price : price * 0.9;
  const written = random.happens(0.02) ? stockCode.toLowerCase() : stockCode;
  yield row(invoice, { stockCode: written, description, quantity, price: paid });
  if (random.happens(0.03)) yield row(invoice, { stockCode, description, quantity: 1, price: paid });
}

function* dirtyRows(invoice: Invoice, bought: readonly Goods[], random: Random): Generator<GeneratedRow> {
  const stockCode = bought[0]?.stockCode ?? '';
  if (random.happens(0.08)) yield row(invoice, { stockCode: 'POST', description: 'POSTAGE', quantity: 1, price: 18 });
  if (random.happens(0.02)) yield row(invoice, { stockCode: 'BANK CHARGES', description: 'Bank Charges', quantity: 1, price: 15 });
  if (random.happens(0.04)) yield row(invoice, { stockCode, description: '', quantity: random.whole(1, 50), price: 0 });
  if (random.happens(0.04)) yield row(invoice, { stockCode, description: 'damaged', quantity: -random.whole(1, 50), price: 0 });
}

function* cancelledRows(invoice: Invoice, bought: readonly Goods[], random: Random): Generator<GeneratedRow> {
  for (const { stockCode, description, price } of bought.slice(0, random.whole(1, 3))) {
    yield row(invoice, { stockCode, description, quantity: -random.whole(1, 12), price }, 'C');
  }
}

function row(
  { number, time, customer, country }: Invoice,
  { stockCode, description, quantity, price }: Goods & { readonly quantity: number },
  prefix = '',
): GeneratedRow {
  return {
    InvoiceNo: `${prefix}${number}`,
    StockCode: stockCode,
    Description: description,
    Quantity: String(quantity),
    InvoiceDate: time,
    UnitPrice: (price * country.perPound).toFixed(country.currency === 'JPY' ? 0 : 2),
    CustomerID: customer,
    Country: country.name,
    Currency: country.currency,
  };
}
