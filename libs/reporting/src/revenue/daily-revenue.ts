import { readParquet } from '../files/read-parquet.ts';
import { currentManifests } from '../manifests.ts';
import type { Place } from '../places/place.ts';

/** What was sold on one day in one country and currency. Amounts of different currencies are never added up. */
export interface RevenueRow {
  /** The day on which the orders were accepted, in UTC. */
  readonly day: string;
  readonly market: string;
  /** What the market is called. */
  readonly country: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  /** In minor units of the currency. */
  readonly revenue: bigint;
}

/** What confirmed orders came to, and how far that can be relied on. */
export interface DailyRevenue {
  /** By day, then market, then currency. */
  readonly rows: readonly RevenueRow[];
  /** Everything that was committed by then is in it. */
  readonly asOf: string;
  /** Seconds by which the extract was behind when it was made. */
  readonly behind: number;
  /** The first day, in UTC, that may still change for want of data: the one in which `asOf` lies. Later ones are not to be found here. */
  readonly openFrom: string;
}

interface OrderRow {
  readonly order_id: string;
  readonly market: string;
  readonly status: string;
  readonly total: bigint | null;
  readonly currency: string | null;
  readonly accepted_at: Date;
}

interface LineRow {
  readonly order_id: string;
  readonly quantity: number;
}

interface MarketRow {
  readonly id: string;
  readonly name: string;
}

/**
 * Adds up confirmed orders from the extracts: those that are confirmed as of the last run, one that was cancelled since is none of them.
 * What is known of each order is held in memory, about a hundred bytes.
 * @throws {Error} if nothing was extracted yet
 */
export async function dailyRevenue(place: Place): Promise<DailyRevenue> {
  const runs = await currentManifests(place);
  const newest = runs.at(-1);
  if (!newest) throw new Error(`${place.name} holds no extract yet. Make one with npm run report:extract.`);

  const countries = new Map<string, string>();
  const orders = new Map<string, OrderRow>();
  const units = new Map<string, { run: number; units: number }>();
  for (const { run, files } of runs) {
    for (const { module, table, path } of files) {
      const rowsOf = async <Row extends object>(...columns: (keyof Row & string)[]) => readParquet<Row>(await place.read(path), columns);
      const name = `${module}.${table}`;
      // Of a key that comes again, the newest run tells.
      if (name === 'catalog.market') for (const { id, name: country } of await rowsOf<MarketRow>('id', 'name')) countries.set(id, country);
      if (name === 'orders.placed_order') for (const row of await rowsOf<OrderRow>('order_id', 'market', 'status', 'total', 'currency', 'accepted_at')) orders.set(row.order_id, row);
      if (name === 'orders.line') for (const { order_id, quantity } of await rowsOf<LineRow>('order_id', 'quantity')) count(units, order_id, quantity, run);
    }
  }
  const { asOf, behind } = newest;
  return { rows: addUp([...orders.values()], units, countries), asOf, behind, openFrom: asOf.slice(0, 10) };
}

/** All lines of an order are written at once, so a run that holds one of them holds them all. */
function count(units: Map<string, { run: number; units: number }>, orderId: string, quantity: number, run: number): void {
  const known = units.get(orderId);
  if (known?.run === run) known.units += quantity;
  else units.set(orderId, { run, units: quantity });
}

function addUp(orders: readonly OrderRow[], units: ReadonlyMap<string, { readonly units: number }>, countries: ReadonlyMap<string, string>): RevenueRow[] {
  const sums = new Map<string, RevenueRow>();
  for (const { order_id, market, status, total, currency, accepted_at } of orders) {
    if (status !== 'confirmed' || total === null || currency === null) continue;
    const day = accepted_at.toISOString().slice(0, 10);
    const key = [day, market, currency].join('\n');
    const sum = sums.get(key) ?? { day, market, country: countries.get(market) ?? market, currency, orders: 0, units: 0, revenue: 0n };
    sums.set(key, { ...sum, orders: sum.orders + 1, units: sum.units + (units.get(order_id)?.units ?? 0), revenue: sum.revenue + total });
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, sum]) => sum);
}
