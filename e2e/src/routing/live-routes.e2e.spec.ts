import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { grantOverride } from '@banyan/contracts/wire';
import type { FurtherHost } from '@banyan/tools/start';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sold } from '../operator.ts';
import { alteringProxy, type AlteringProxy } from './altering-proxy.ts';
import { browse } from './browse.ts';
import { BOUGHT, buyInARow, outOfTurn, settled } from './buyers.ts';
import { changeAtOnce } from './change-at-once.ts';
import { Doors } from './doors.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { reachedBy } from './reached-by.ts';
import { until } from './until.ts';

let live: LiveShop;
let catalogHost: AlteringProxy;
/** A second instance of the monolith, which reaches catalog's host by way of the proxy. */
let second: FurtherHost;

beforeAll(async () => {
  live = await liveShop();
  catalogHost = await alteringProxy(live.shop.hosts.find(({ name }) => name === 'catalog')!.url);
  second = await live.further({ host: 'monolith', name: 'monolith-2', settings: reachedBy({ catalog: catalogHost.url }) });
});

beforeEach(() => live.allAtHome());

afterAll(async () => {
  await live.discard();
  await catalogHost.close();
});

describe('while the share of orders elsewhere goes up and down', () => {
  const buyers = 8;

  it('every order is accepted and confirmed, in its buyer’s sequence, and executed once, by both hosts', async () => {
    const before = { sold: await sold(live.operator), charges: (await charges()).length };
    const buying = buyInARow({ doors: new Doors(live.shop.publicUrl, second.url), buyers, run: 'canary' });
    for (const percent of [50, 100, 20, 0]) {
      await everybodyBuysTwice(buying.placed);
      if (percent === 50) await executedSomeBy('monolith');
      if (percent === 20) await executedSomeBy('orders');
      await live.routes.set('orders.*', percent === 0 ? { kind: 'local' } : { kind: 'canary', target: 'orders', percent });
    }
    await everybodyBuysTwice(buying.placed);
    const orders = await buying.stop();

    const ends = await settled(live.shop.publicUrl, orders);
    expect(ends.filter(({ status }) => status !== 'confirmed')).toEqual([]);
    expect(outOfTurn(orders, ends)).toEqual([]);

    const applied = await live.query<{ applied: string }>('orders', 'SELECT applied FROM orders.inbox_lane');
    expect(applied.map((lane) => Number(lane.applied)).toSorted()).toEqual(buying.placed.toSorted());
    expect(await live.query('orders', 'SELECT lane FROM orders.inbox_entry')).toEqual([]);

    expect((await sold(live.operator))[BOUGHT]! - before.sold[BOUGHT]!).toBe(orders.length);
    expect((await charges()).slice(before.charges).toSorted()).toEqual(orders.map(({ orderId }) => `${orderId}:charge`).toSorted());
  });

  /** Waits, while all orders go to one host, until it has told that it executed some: deliveries may lag behind. */
  async function executedSomeBy(host: string): Promise<void> {
    let seen: readonly string[] = [];
    const told = async () => {
      seen = await whoReserved();
      return seen.includes(host);
    };
    await until(`${host} having told what it executed`, told, () => seen);
  }

  /** So that orders are under way before and after each change. */
  async function everybodyBuysTwice(placed: readonly number[]): Promise<void> {
    const goal = placed.map((count) => count + 2);
    await until('two more orders of each buyer', () => placed.every((count, buyer) => count >= goal[buyer]!), () => placed);
  }

  /** The hosts that have taken stock for an order, as they told in their reports. */
  async function whoReserved(): Promise<string[]> {
    const rows = await live.query<{ host: string }>(
      'routing',
      `SELECT DISTINCT host FROM routing.host_report, json_array_elements(report->'tallies') AS tally
       WHERE tally->>'address' = 'catalog.reserveStock' AND (tally->>'answered')::int > 0 ORDER BY host`,
    );
    return rows.map(({ host }) => host);
  }
});

describe('two operators at once', () => {
  it('lose no change and fail no request, and every host is on the last version within seconds', async () => {
    const browsing = browse({ doors: new Doors(live.shop.publicUrl, second.url), shoppers: 4 });
    const changed = await changeAtOnce(live.shop, 100);
    await live.routes.followed(changed.newest, live.instances);
    const { requests, failed } = await browsing.stop();

    expect(failed).toEqual([]);
    expect(requests).toBeGreaterThan(100);
    expect(changed.lost).toEqual([]);
  });
});

describe('an override', () => {
  const page = '/products/MUG?market=GB';
  const asks = async (headers: Readonly<Record<string, string>>) => {
    const before = catalogHost.asked('catalog.getProduct');
    for (let n = 0; n < 5; n++) expect((await fetch(`${second.url}/api/v1${page}`, { headers })).status).toBe(200);
    return catalogHost.asked('catalog.getProduct') - before;
  };

  it('has a tester’s reads answered by the other host, and nobody else’s', async () => {
    const { token } = await live.routes.override({ 'catalog.*': 'catalog' });
    expect(await asks({ 'banyan-override': token })).toBe(5);
    expect(await asks({})).toBe(0);
  });

  it('does nothing without the signature of the shop', async () => {
    const granted = { by: 'Mallory', routes: { 'catalog.*': 'catalog' }, expires: Date.now() + 60_000 };
    const forged = grantOverride(parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`), granted);
    const { token } = await live.routes.override({ 'catalog.*': 'catalog' });
    const changed = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    for (const header of [forged, changed, 'catalog.*=catalog', JSON.stringify(granted)]) expect(await asks({ 'banyan-override': header })).toBe(0);
  });
});

/** The keys of what the payment provider's own books say was charged. */
async function charges(): Promise<string[]> {
  const text = await readFile(join(live.folder, 'payments', 'ledger.jsonl'), 'utf8').catch(() => '');
  const entries = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { key: string });
  return entries.map(({ key }) => key).filter((key) => key.endsWith(':charge'));
}
