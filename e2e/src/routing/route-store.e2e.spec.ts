import { randomBytes } from 'node:crypto';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { signText } from '@banyan/contracts/wire';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { browse } from './browse.ts';
import { Doors } from './doors.ts';
import { shopWithSeparateStore, type ShopWithSeparateStore } from './separate-store.ts';
import { until } from './until.ts';
import { restartAll } from './while-store-is-away.ts';

/** As the control API sorts them. */
const splitHosts = ['catalog', 'monolith', 'orders'];

let live: ShopWithSeparateStore;

beforeAll(async () => {
  live = await shopWithSeparateStore();
});

beforeEach(() => live.allAtHome());

afterAll(() => live.discard());

describe('while the route store is away', () => {
  it('every host can be restarted without one failed request, goes on with the last good routes, and follows again afterwards', async () => {
    const second = await live.further({ host: 'monolith', name: 'monolith-2' });
    await live.routes.set('catalog.*', { kind: 'remote', target: 'catalog', fallback: true });
    const { version } = await live.routes.set('orders.*', { kind: 'canary', target: 'orders', percent: 50 });
    await live.routes.followed(version, live.instances);

    await live.wayToStore.cut();
    const { failed, requests, orders, began } = await restartAll(live, second, 0);
    expect(failed).toEqual([]);
    expect(requests).toBeGreaterThan(50);
    expect(orders.filter(({ status }) => status !== 'confirmed')).toEqual([]);
    expect(began.toSorted()).toEqual(['catalog: lastGood', 'monolith-2: lastGood', 'monolith: lastGood', 'orders: lastGood']);
    await expect(live.routes.routes()).rejects.toMatchObject({ problem: { status: 503, code: 'unavailable' } });

    await live.wayToStore.mend();
    await until('the store to be reached again', () => live.routes.routes().catch(() => undefined));
    await live.routes.followed(version, live.instances);
    const { version: later } = await live.routes.set('orders.*', { kind: 'canary', target: 'orders', percent: 60 });
    await live.routes.followed(later, live.instances);
  });
});

describe('a newest state of the routes', () => {
  const damaged = async (state: string) => `${state.slice(0, -2)}${state.endsWith('AA') ? 'BB' : 'AA'}`;
  const forged = async (state: string) => {
    const { table, ...made } = JSON.parse(state.slice(state.indexOf('{'), state.lastIndexOf('}') + 1)) as { table: { version: number } };
    const routes = { 'catalog.*': { kind: 'remote', target: 'nobody' } };
    return signText(parseKeyRing('KEYS', `k1:${randomBytes(32).toString('base64url')}`), 'banyan routes', JSON.stringify({ ...made, table: { version: table.version + 1, routes } }));
  };
  const older = async () => (await stateOf(1)).text;

  it.each([
    ['is damaged', damaged, /damaged, or signed with a key/],
    ['is forged', forged, /damaged, or signed with a key/],
    ['is an older one', older, /is older than version \d+/],
  ])('that %s is refused by every host: the routes in force stay, until an operator goes back to good ones', async (_how, wrong, refusal) => {
    await live.routes.set('catalog.*', { kind: 'remote', target: 'catalog' });
    const { version } = await live.routes.set('orders.*', { kind: 'canary', target: 'orders', percent: 50 });
    await live.routes.followed(version, live.instances);
    const browsing = browse({ doors: new Doors(live.shop.publicUrl), shoppers: 2, thinking: 5 });

    const text = await wrong((await stateOf(version)).text);
    const refusedBefore = await refusals(refusal);
    await live.query('routing', 'INSERT INTO routing.route_state (version, content) VALUES ($1, $2)', [version + 1, Buffer.from(text)]);
    await until('every host to refuse it', async () => (await refusals(refusal)).every((count, host) => count > refusedBefore[host]!));
    const since = Date.now();
    const told = await until('what every host says after that', async () => {
      const { hosts } = await live.routes.hosts();
      const fresh = hosts.filter(({ at }) => Date.parse(at) > since);
      return fresh.length === splitHosts.length && fresh;
    });
    expect(told.map(({ host, routeVersion }) => [host, routeVersion])).toEqual(splitHosts.map((host) => [host, version]));

    const { version: good } = await live.routes.revert(version);
    await live.routes.followed(good, live.instances);
    const { failed } = await browsing.stop();
    expect(failed).toEqual([]);
  });

  /** How often each host has refused routes for this reason. */
  async function refusals(reason: RegExp): Promise<number[]> {
    const logs = await Promise.all(splitHosts.map((host) => live.log(host)));
    return logs.map((log) => log.split('\n').filter((line) => reason.test(line)).length);
  }

  async function stateOf(version: number): Promise<{ readonly text: string }> {
    const [state] = await live.query<{ text: string }>('routing', "SELECT convert_from(content, 'UTF8') AS text FROM routing.route_state WHERE version = $1", [version]);
    return state!;
  }
});
