import type { Cells } from './columns.ts';
import { invoiceTime } from './invoice-time.ts';

/** One line of an invoice, as the file has it. */
export interface InvoiceLine {
  readonly invoice: string;
  readonly stockCode: string;
  /** Empty if there is none. */
  readonly description: string;
  /** Negative where something came back. */
  readonly quantity: number;
  /** `2010-12-01 08:26:00`: earlier times sort first as text. */
  readonly time: string;
  /** In whole units of the currency: 2.55 */
  readonly price: number;
  /** Undefined for a guest. */
  readonly customer: string | undefined;
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
}

const wholeNumber = /^-?\d+(\.0+)?$/;
const decimalNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const currencyCode = /^[A-Z]{3}$/;

/** Reads a row, or says everything that is wrong with it. */
export function readLine(cells: Cells): { readonly line: InvoiceLine } | { readonly mistakes: readonly string[] } {
  const [quantity, date, price] = [cells('Quantity'), cells('InvoiceDate'), cells('UnitPrice')];
  const time = invoiceTime(date);
  const currency = cells('Currency') || 'GBP';
  const mistakes = [
    ...(cells('InvoiceNo') === '' ? ['InvoiceNo is empty; each line belongs to an invoice.'] : []),
    ...(cells('Country') === '' ? ['Country is empty; write Unspecified where it is not known.'] : []),
    ...(wholeNumber.test(quantity) ? [] : [`Quantity '${quantity}' is not a whole number.`]),
    ...(decimalNumber.test(price) ? [] : [`UnitPrice '${price}' is not a number; write 2.55 for £2.55.`]),
    ...(currencyCode.test(currency) ? [] : [`Currency '${currency}' is not a currency's code; write GBP for pounds sterling.`]),
  ];
  if (time === undefined) return { mistakes: [...mistakes, `InvoiceDate '${date}' is not a time; write 2010-12-01 08:26:00.`] };
  if (mistakes.length > 0) return { mistakes };
  return {
    line: {
      invoice: cells('InvoiceNo'),
      stockCode: cells('StockCode'),
      description: cells('Description'),
      quantity: Number(quantity),
      time,
      price: Number(price),
      customer: cells('CustomerID').replace(/\.0+$/, '') || undefined,
      country: cells('Country'),
      currency,
    },
  };
}
