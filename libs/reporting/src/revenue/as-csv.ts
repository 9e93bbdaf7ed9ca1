import type { RevenueRow } from './daily-revenue.ts';
import { inMajorUnits } from './money.ts';

const header = 'day,market,country,currency,orders,units,revenue_minor,revenue';

/** As RFC 4180 says, with a header; lines end in CR LF. */
export function revenueAsCsv(rows: readonly RevenueRow[]): string {
  const lines = rows.map(({ day, market, country, currency, orders, units, revenue }) => [day, market, country, currency, orders, units, revenue, inMajorUnits(revenue, currency)].map(field).join(','));
  return [header, ...lines, ''].join('\r\n');
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function field(value: string | number | bigint): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
