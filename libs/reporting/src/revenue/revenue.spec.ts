import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ColumnType, Extract } from '../extract.ts';
import { ParquetFile } from '../files/parquet-file.ts';
import { nameOf } from '../manifests.ts';
import { placeInMemory, type PlaceInMemory } from '../testing/place-in-memory.ts';
import { revenueAsCsv } from './as-csv.ts';
import { dailyRevenue } from './daily-revenue.ts';
import { inMajorUnits } from './money.ts';

const columnsOf = (columns: Readonly<Record<string, ColumnType>>): Extract['columns'] => Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, { type, means: '', optional: true }]));
const tables = {
  'orders.placed_order': columnsOf({ order_id: 'text', market: 'text', status: 'text', total: 'bigint', currency: 'text', accepted_at: 'instant' }),
  'orders.line': columnsOf({ order_id: 'text', position: 'integer', quantity: 'integer' }),
  'catalog.market': columnsOf({ id: 'text', name: 'text' }),
};
type TableName = keyof typeof tables;
type Rows = Readonly<Partial<Record<TableName, readonly (readonly (string | number | bigint | null)[])[]>>>;

/** Brings in a run. */
async function extracted(place: PlaceInMemory, run: number, rows: Rows, { begins = run === 1, asOf = '2026-11-30T12:00:00.000Z' } = {}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-revenue-'));
  const files: object[] = [];
  for (const [name, given] of Object.entries(rows)) {
    const [module, table] = name.split('.');
    const path = `files/${run}/${name}`;
    const file = new ParquetFile(join(folder, name), { table: table!, holds: '', key: [], columns: tables[name as TableName] });
    file.append(given);
    file.finish();
    await place.put(path, join(folder, name));
    files.push({ module, table, path, rows: given.length });
  }
  await rm(folder, { recursive: true });
  await place.create(nameOf(run), JSON.stringify({ format: 'banyan.extract/1', run, begins, asOf, behind: 0, files }));
}

const at = (instant: string) => BigInt(Date.parse(instant)) * 1_000n;
const order = (id: string, market: string, total: bigint | null, currency: string | null, { status = 'confirmed', accepted = '2026-11-30T10:00:00Z' } = {}) => [id, market, status, total, currency, at(accepted)] as const;

describe('daily revenue', () => {
  it('is told for each country and each currency, which are never added up', async () => {
    const place = placeInMemory();
    await extracted(place, 1, {
      'catalog.market': [['GB', 'United Kingdom'], ['JP', 'Japan'], ['KW', 'Kuwait']],
      'orders.placed_order': [order('a', 'GB', 1999n, 'GBP'), order('b', 'GB', 1n, 'GBP'), order('c', 'GB', 500n, 'EUR'), order('d', 'JP', 1999n, 'JPY'), order('e', 'KW', 1999n, 'KWD')],
      'orders.line': [['a', 1, 2], ['a', 2, 3], ['b', 1, 1], ['c', 1, 1], ['d', 1, 7], ['e', 1, 1]],
    });
    const { rows } = await dailyRevenue(place);
    expect(rows.map(({ country, currency, orders, units, revenue }) => [country, currency, orders, units, revenue, inMajorUnits(revenue, currency)])).toEqual([
      ['United Kingdom', 'EUR', 1, 1, 500n, '5.00'],
      ['United Kingdom', 'GBP', 2, 6, 2000n, '20.00'],
      ['Japan', 'JPY', 1, 7, 1999n, '1999'],
      ['Kuwait', 'KWD', 1, 1, 1999n, '1.999'],
    ]);
  });

  it('counts an order on the day in UTC on which it was accepted', async () => {
    const place = placeInMemory();
    const accepted = ['2026-11-29T23:59:59.999Z', '2026-11-30T00:00:00Z', '2026-11-30T01:00:00+02:00'];
    await extracted(place, 1, { 'orders.placed_order': accepted.map((accepted, index) => order(String(index), 'GB', 1n, 'GBP', { accepted })) });
    expect((await dailyRevenue(place)).rows.map(({ day, orders }) => [day, orders])).toEqual([['2026-11-29', 2], ['2026-11-30', 1]]);
  });

  it('counts what is confirmed as of the last run: an order that was cancelled since is none of it, and none counts twice', async () => {
    const place = placeInMemory();
    await extracted(place, 1, { 'orders.placed_order': [order('a', 'GB', 10n, 'GBP'), order('b', 'GB', 20n, 'GBP', { status: 'processing' }), order('c', 'GB', 40n, 'GBP'), order('d', 'GB', null, null, { status: 'rejected' })], 'orders.line': [['a', 1, 1], ['c', 1, 1]] });
    await extracted(place, 2, { 'orders.placed_order': [order('a', 'GB', 10n, 'GBP', { status: 'cancelled' }), order('b', 'GB', 20n, 'GBP'), order('c', 'GB', 40n, 'GBP')], 'orders.line': [['b', 1, 5], ['c', 1, 1]] });
    expect((await dailyRevenue(place)).rows).toMatchObject([{ orders: 2, units: 6, revenue: 60n }]);
  });

  it('leaves out everything before a run that begins anew', async () => {
    const place = placeInMemory();
    await extracted(place, 1, { 'orders.placed_order': [order('a', 'GB', 10n, 'GBP')] });
    await extracted(place, 2, { 'orders.placed_order': [order('b', 'GB', 20n, 'GBP')] }, { begins: true });
    expect((await dailyRevenue(place)).rows).toMatchObject([{ orders: 1, revenue: 20n }]);
  });

  it('says as of when it holds, and from which day on it may still grow', async () => {
    const place = placeInMemory();
    await extracted(place, 1, {}, { asOf: '2026-11-29T23:58:00.000Z' });
    expect(await dailyRevenue(place)).toMatchObject({ rows: [], asOf: '2026-11-29T23:58:00.000Z', openFrom: '2026-11-29' });
  });

  it('is not to be had before the first extract', async () => {
    await expect(dailyRevenue(placeInMemory())).rejects.toThrow('memory holds no extract yet. Make one with npm run report:extract.');
  });

  it('is exact beyond what a floating point number can hold', async () => {
    const place = placeInMemory();
    await extracted(place, 1, { 'orders.placed_order': [order('a', 'GB', 9007199254740993n, 'GBP'), order('b', 'GB', 2n, 'GBP')] });
    expect((await dailyRevenue(place)).rows).toMatchObject([{ revenue: 9007199254740995n }]);
    expect(inMajorUnits(9007199254740995n, 'GBP')).toBe('90071992547409.95');
  });

  it('is written as CSV that a spreadsheet takes for text and numbers only', () => {
    const row = { day: '2026-11-30', market: 'XX', country: '=Côte, "d’Ivoire"', currency: 'GBP', orders: 1, units: 2, revenue: 5n };
    expect(revenueAsCsv([row])).toBe('day,market,country,currency,orders,units,revenue_minor,revenue\r\n2026-11-30,XX,"\'=Côte, ""d’Ivoire""",GBP,1,2,5,0.05\r\n');
  });
});
