import type { Plan } from '../plan/plan.ts';
import type { Account } from './report.ts';

/** Orders that are listed one by one. */
const enough = 20;

/** The account as people read it. */
export function table({ report, unaccounted, refused }: Account, { markets }: Pick<Plan, 'markets'>): string {
  const { leftOut } = report;
  const rejected = Object.entries(report.rejected).map(([reason, count]) => row(`  rejected: ${reason}`, whole(count)));
  return [
    '',
    row('Invoices in the file', whole(report.invoices)),
    row('Orders played', whole(report.orders)),
    row('  accepted', whole(report.accepted)),
    row('  confirmed', whole(report.confirmed)),
    ...rejected,
    row('Lines left out', whole(Object.values(leftOut).reduce((sum, count) => sum + count, 0))),
    ...Object.entries(leftOut).map(([reason, count]) => row(`  ${reason}`, whole(count))),
    row('Orders per second', report.ordersPerSecond.toFixed(1)),
    row('Intake, half within', `${report.intakeMs.p50.toFixed(1)} ms`),
    row('Intake, 99 % within', `${report.intakeMs.p99.toFixed(1)} ms`),
    '',
    ...countries(report, markets),
    ...listed('Accepted, but not accounted for:', unaccounted.map(({ invoice, orderId, why }) => `invoice ${invoice} (${orderId}): ${why}`)),
    ...listed('Not accepted:', refused.map(({ invoice, why }) => `invoice ${invoice}: ${why}`)),
  ].join('\n');
}

function countries({ units, revenue }: Account['report'], markets: Plan['markets']): string[] {
  const names = Object.keys(units);
  if (names.length === 0) return [];
  const currencyOf = new Map(markets.map(({ name, currency }) => [name, currency]));
  const width = Math.max(...names.map((name) => name.length), 'Confirmed'.length);
  const lines = names.map((name) => `${name.padEnd(width)}  ${whole(units[name] ?? 0).padStart(12)}  ${money(revenue[name] ?? 0, currencyOf.get(name) ?? 'GBP').padStart(18)}`);
  return [`${'Confirmed'.padEnd(width)}  ${'units'.padStart(12)}  ${'revenue'.padStart(18)}`, ...lines, ''];
}

function listed(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > enough ? [`- and ${whole(items.length - enough)} more`] : [];
  return [title, ...items.slice(0, enough).map((item) => `- ${item}`), ...more, ''];
}

function row(what: string, value: string): string {
  return `${what.padEnd(28)}${value.padStart(12)}`;
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}

function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
