import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { tell } from './figures.ts';
import { shopWithSeparateStore, type ShopWithSeparateStore } from './separate-store.ts';
import { until } from './until.ts';
import { restartAll } from './while-store-is-away.ts';

const minutes = Number(process.env['BANYAN_MINUTES'] ?? 5);

let live: ShopWithSeparateStore;

beforeAll(async () => {
  live = await shopWithSeparateStore();
}, 120_000);

afterAll(() => live.discard(), 60_000);

it(`no request fails while the route store is away for ${minutes} minutes and every host is restarted again and again`, async () => {
  const second = await live.further({ host: 'monolith', name: 'monolith-2' });
  await live.routes.set('catalog.*', { kind: 'remote', target: 'catalog', fallback: true });
  const { version } = await live.routes.set('orders.*', { kind: 'canary', target: 'orders', percent: 50 });
  await live.routes.followed(version, live.instances);
  await live.wayToStore.cut();
  const { failed, requests, orders, began } = await restartAll(live, second, minutes);
  await live.wayToStore.mend();

  const away = performance.now();
  await until('the store to be reached again', () => live.routes.routes().catch(() => undefined));
  await live.routes.followed(version, live.instances);
  tell('restarts', began.length);
  tell('begun with other routes than the last good ones', began.filter((how) => !how.endsWith('lastGood')).length);
  tell('requests', requests);
  tell('failed', failed.length);
  tell('orders, all confirmed', orders.length);
  tell('milliseconds until every host reported again', Math.round(performance.now() - away));
  expect(failed).toEqual([]);
  expect(orders.filter(({ status }) => status !== 'confirmed')).toEqual([]);
  expect(began.filter((how) => !how.endsWith('lastGood'))).toEqual([]);
}, (minutes + 5) * 60_000);
