import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stockFactor, type Account, type Plan } from '@banyan/tools/replay';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ordersToPlay } from '../replayed/orders-to-play.ts';
import { playTo } from '../replayed/playing.ts';
import { shopUnderTest, type ShopUnderTest } from '../shop-under-test.ts';
import { extract, revenue, type RevenueLine } from './report-command.ts';

/** Orders a second, more than a shop takes here. */
const unhurried = 500;

let tested: ShopUnderTest;
let plan: Plan;
let account: Account;

beforeAll(async () => {
  // Some things are sold out, so that there are orders that are none of the revenue.
  plan = await ordersToPlay(stockFactor('0.7')!);
  plan = { ...plan, orders: plan.orders.slice(0, 120) };
  tested = await shopUnderTest({ split: [], via: 'http', replies: 'http' });
  account = await playTo(tested.shop, plan, unhurried).done;
});
afterAll(() => tested?.discard());

const sumBy = (lines: readonly RevenueLine[], figure: 'units' | 'revenue') => {
  const sums: Record<string, number> = {};
  for (const line of lines) sums[line.country] = (sums[line.country] ?? 0) + line[figure];
  return sums;
};

describe('reports of a shop that sells', () => {
  it('are read from a replica, or by permission from the shop’s one database', async () => {
    expect(await extract(tested.folder)).toMatchObject({ code: 1, output: expect.stringContaining('This database is no replica') });
    expect(await extract(tested.folder, '--allow-writer')).toMatchObject({ code: 0, output: expect.stringContaining('Run 1 is written, and holds everything') });
    expect(await extract(tested.folder, '--allow-writer')).toMatchObject({ code: 0, output: expect.stringContaining('Nothing has changed since run 1') });
  });

  it('tell the figures that the replay counted, in several currencies', async () => {
    const { lines, output } = await revenue(tested.folder);
    expect(account.report.confirmed).toBeGreaterThan(0);
    expect(new Set(plan.markets.map(({ currency }) => currency)).size).toBeGreaterThan(1);
    expect(lines.reduce((sum, { orders }) => sum + orders, 0)).toBe(account.report.confirmed);
    expect(sumBy(lines, 'units')).toEqual(account.report.units);
    expect(sumBy(lines, 'revenue')).toEqual(account.report.revenue);
    for (const { country, currency } of lines) expect(plan.markets).toContainEqual(expect.objectContaining({ name: country, currency }));
    expect(output).toMatch(/Confirmed orders, as of .* s behind the writer/);
  });

  it('know nobody’s name or address', async () => {
    const { address, password } = await reportsLogin(tested.folder);
    const client = new Client({ ...address, user: 'banyan_reports', password });
    await client.connect();
    try {
      expect((await client.query('SELECT buyer FROM orders.placed_order LIMIT 1')).rows).toHaveLength(1);
      for (const personal of ['email FROM orders.placed_order', 'ship_to FROM orders.placed_order', 'email FROM accounts.customer', 'name FROM accounts.customer', 'password_hash FROM accounts.customer', 'lines FROM checkout.cart']) {
        await expect(client.query(`SELECT ${personal}`)).rejects.toMatchObject({ code: '42501' });
      }
      await expect(client.query('SET default_transaction_read_only = off').then(() => client.query("UPDATE orders.placed_order SET status = 'rejected'"))).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});

async function reportsLogin(folder: string): Promise<{ readonly address: { readonly host: string; readonly port: number; readonly database: string }; readonly password: string }> {
  const url = new URL(/^ORDERS_DATABASE_URL=(.*)$/m.exec(await readFile(join(folder, 'environments/monolith.env'), 'utf8'))![1]!);
  const { REPORTS_DATABASE_PASSWORD } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { readonly REPORTS_DATABASE_PASSWORD: string };
  return { address: { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1) }, password: REPORTS_DATABASE_PASSWORD };
}
