import type { InvoiceLine } from '../file/invoice-line.ts';

/** Why a line of the file is not played, in the order in which the reasons are asked for. */
export const leftOutReasons = ['cancellation', 'noGoods', 'quantity', 'price'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/**
 * The first reason for which a line is left out:
 * - `cancellation`: its invoice's number begins with C
 * - `noGoods`: its stock code does not begin with five digits, as postage and fees do not
 * - `quantity`, `price`: not positive
 *
 * Undefined for a line that is kept.
 */
export function leftOutBecause({ invoice, stockCode, quantity, price }: InvoiceLine): LeftOutReason | undefined {
  if (invoice.startsWith('C')) return 'cancellation';
  if (!/^\d{5}/.test(stockCode)) return 'noGoods';
  if (quantity <= 0) return 'quantity';
  if (price <= 0) return 'price';
  return undefined;
}
