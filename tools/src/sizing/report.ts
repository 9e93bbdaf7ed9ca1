import { wrapped } from '../banyan/table.ts';
import type { OrderFigures } from './arrivals/order-figures.ts';
import type { Assumptions } from './data/assumptions.ts';
import { prices } from './data/prices.ts';
import { quotas } from './data/quotas.ts';
import { serviceTimes } from './data/service-times.ts';
import { columns } from './columns.ts';
import { costItems } from './model/cost.ts';
import type { ShopModel } from './model/shop.ts';
import type { Scaled } from './model/sizing.ts';
import { amount, dollars, share, time, whole } from './words.ts';

const indent = ' '.repeat(10);
const TOO_MUCH = ' !';

/** Everything as people read it, in lines of up to 120 characters. */
export function report(figures: OrderFigures, scaled: readonly Scaled[], shop: ShopModel): string {
  return [
    ...arrivals(figures, shop.assumptions),
    '',
    ...needed(scaled, shop),
    '',
    ...firstLimits(scaled),
    '',
    ...allLimits(scaled),
    '',
    ...costs(scaled),
    '',
    ...notes(),
  ].join('\n');
}

function arrivals({ source, orders, minute, hour, seconds, ofOneBuyer, lines }: OrderFigures, { readsPerOrder, provider, coreSpeed }: Assumptions): string[] {
  return [
    'Arrivals',
    `  from            ${source}`,
    `  busiest minute  ${minute.at}: ${whole(minute.orders)} orders, ${whole(minute.lines)} lines, ${whole(minute.pieces)} pieces: ${amount(minute.orders / 60)} orders/s`,
    `  busiest hour    ${hour.at} h: ${whole(hour.orders)} orders, ${whole(hour.lines)} lines, ${whole(hour.pieces)} pieces: ${amount(hour.orders / 3_600)} orders/s, ${share(hour.orders / 60 / minute.orders)} of the minute’s`,
    `  all             ${whole(orders)} orders with ${amount(lines / orders)} lines: ${amount(orders / seconds)} orders/s, nights and Sundays included`,
    `  one customer    ${whole(ofOneBuyer)} orders in one hour at most`,
    `  assumed         ${whole(readsPerOrder)} pages read for each order; the payment company takes ${time(provider)}; cores at AWS ${amount(coreSpeed)} times as quick`,
  ];
}

function needed(scaled: readonly Scaled[], { region, objectives }: ShopModel): string[] {
  const row = (what: string, least: string, of: (one: Scaled) => string, most: string) => [what, least, ...scaled.map(of), most];
  const hosts = (['monolith', 'orders', 'catalog'] as const).flatMap((name) => {
    const { tasks } = region.hosts[name];
    return [
      row(`tasks of ${name}`, whole(tasks.min), ({ peak }) => allowed(peak.hosts[name].needed, tasks.max), whole(tasks.max)),
      row('  used of their CPU', '', ({ peak }) => share(peak.hosts[name].utilisation), `${region.hosts[name].targetCpu} %`),
      row('  CPU, with waiting: p50, p99', '', ({ peak }) => `${time(peak.hosts[name].p50)}, ${time(peak.hosts[name].p99)}`, name === 'orders' ? '' : time(objectives.intakeP99)),
    ];
  });
  const table = columns(
    ['At the busiest minute', 'least', ...scaled.map(({ times }) => `${times} ×`), 'most'],
    [
      row('orders/s', '', ({ peak }) => amount(peak.load.orders), ''),
      row('pages/s', '', ({ peak }) => amount(peak.load.reads), ''),
      ...hosts,
      row('lanes at once, used', '', ({ peak }) => share(peak.places.utilisation), ''),
      row('  99 % wait for a place', '', ({ peak }) => time(peak.places.waitP99), time(objectives.backlogAge)),
      row('Aurora’s writer, ACU', whole(region.database.units.min), ({ peak }) => allowed(peak.writer.units, region.database.units.max), whole(region.database.units.max)),
      row('  commits/s', '', ({ peak }) => amount(peak.writer.commits), ''),
      row('  connections', '', ({ peak }) => whole(peak.connections), ''),
      row('proxies, of both zones', whole(2 * region.proxies.perZone.min), ({ peak }) => allowed(2 * peak.proxies.perZone, 2 * region.proxies.perZone.max), whole(2 * region.proxies.perZone.max)),
      row('SQS, messages/s', '', ({ peak }) => amount(peak.queues.messages), ''),
      row('Redis, commands/s', '', ({ peak }) => amount(peak.redis), ''),
      row('ways out, connections', '', ({ peak }) => amount(peak.outbound), ''),
    ],
  );
  return table.some((line) => line.includes(TOO_MUCH)) ? [...table, '! is more than the environment allows.'] : table;
}

/** What is needed, marked where it is more than the environment allows. */
function allowed(needed: number, most: number): string {
  return `${amount(needed)}${needed > most ? TOO_MUCH : ''}`;
}

function firstLimits(scaled: readonly Scaled[]): string[] {
  const { service, limit, wait } = scaled[0]!.peak.buyer;
  const perGroup = quotas.groupCalls.value;
  return [
    'What ends growth first',
    ...scaled.map(({ times, grown, limits: [first], headroom }) => {
      const now = grown.length === 0 ? 'nothing has grown' : `${grown.join(', ')} ${grown.length === 1 ? 'has' : 'have'} grown`;
      return wrapped(`  ${`${times} ×`.padEnd(7)} ${now}; then ${first!.what}, ${first!.number}, at ${amount(first!.atOrders)} orders/s: ${amount(headroom)} times this load`, indent);
    }),
    wrapped(`  one buyer: ${amount(limit)} orders/s, since they are executed one after the other, each in ${time(service)}; at half of that one waits ${time(wait)}. SQS allows a group ${perGroup} calls/s.`, indent),
  ];
}

function allLimits(scaled: readonly Scaled[]): string[] {
  const { limits } = scaled[0]!;
  return [
    ...columns(
      ['Limits of this mix of work', 'orders/s', 'reached with', 'set by'],
      limits.map(({ what, atOrders, number, setBy }) => [what, Number.isFinite(atOrders) ? amount(atOrders) : 'never', number, setBy]),
      ['left', 'right', 'left', 'left'],
    ),
    ...limits.filter(({ setBy }) => setBy !== 'environment').map(({ what, source }) => `  ${what}: ${source}`),
  ];
}

function costs(scaled: readonly Scaled[]): string[] {
  return columns(
    ['US dollars a month', ...scaled.flatMap(({ times }) => [`${times} ×, average`, 'peak held'])],
    [
      ...costItems.map((item) => [item, ...scaled.flatMap(({ months }) => [dollars(months.average.cost[item]), dollars(months.peak.cost[item])])]),
      ['all', ...scaled.flatMap(({ months }) => [dollars(months.average.total), dollars(months.peak.total)])],
    ],
  );
}

function notes(): string[] {
  const open = Object.values(prices).filter(({ verified }) => !verified).map(({ what, usd, per }) => `${what} (${usd} per ${per})`);
  return [
    'average: the file’s average rate all month, with autoscaling back at that. peak held: its busiest minute, all month long.',
    `List prices of eu-west-1, on demand, without tax. Not verified: ${open.join(', ')}.`,
    'Not in it: the recovery region, storage and backups, data out to the internet, CloudFront, the web ACL, keys, metrics, the pipeline.',
    `Service times: ${serviceTimes.source}.`,
    'docs/guides/scaling.md says what is assumed, and what the model does not know.',
  ].map((note) => wrapped(note, '  '));
}
