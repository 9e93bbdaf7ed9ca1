import type { FurtherHost } from '@banyan/tools/start';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { alteringProxy, type AlteringProxy } from './altering-proxy.ts';
import { browse } from './browse.ts';
import { changeAtOnce } from './change-at-once.ts';
import { Doors } from './doors.ts';
import { percentile, tell } from './figures.ts';
import { liveShop, type LiveShop } from './live-shop.ts';
import { reachedBy } from './reached-by.ts';
import { until } from './until.ts';

const instances = 4;
/** 25 rounds of 40 changes, so that there are a hundred times at which an instance came to be on the last version. */
const rounds = 25;
const changesEach = 20;

/** An instance that reaches catalog's host by a proxy of its own, which sees what it asks for there. */
interface Watched {
  readonly host: FurtherHost;
  readonly proxy: AlteringProxy;
}

let live: LiveShop;
const watched: Watched[] = [];

beforeAll(async () => {
  live = await liveShop();
  const catalog = live.shop.hosts.find(({ name }) => name === 'catalog')!.url;
  for (let n = 1; n <= instances; n++) {
    const proxy = await alteringProxy(catalog);
    watched.push({ proxy, host: await live.further({ host: 'monolith', name: `monolith-${n + 1}`, settings: reachedBy({ catalog: proxy.url }) }) });
  }
  await live.allAtHome();
}, 240_000);

afterAll(async () => {
  await live.discard();
  await Promise.all(watched.map(({ proxy }) => proxy.close()));
}, 120_000);

it('no request fails, no change is lost, and every instance is on the last version within a second', async () => {
  const pages = ['/products?market=GB&limit=5', '/products/MUG?market=GB'];
  const browsing = browse({ doors: new Doors(...watched.map(({ host }) => host.url)), shoppers: 8, thinking: 10, pages });
  const lost: string[] = [];
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    lost.push(...(await changeAtOnce(live.shop, changesEach)).lost);
    const isAway = round % 2 === 0;
    await live.routes.set('catalog.listMarkets', isAway ? { kind: 'remote', target: 'catalog' } : { kind: 'local' });
    const changed = performance.now();
    took.push(...(await Promise.all(watched.map(async (one) => (await follows(one, isAway)) - changed))));
  }
  const { requests, failed } = await browsing.stop();

  tell('changes by two operators', rounds * changesEach * 2);
  tell('lost', lost.length);
  tell('requests', requests);
  tell('failed', failed.length);
  tell(`milliseconds until an instance was on the last version (${took.length} times)`, [50, 90, 99, 100].map((percent) => `p${percent} ${Math.round(percentile(took, percent))}`).join(', '));
  expect(failed).toEqual([]);
  expect(lost).toEqual([]);
  expect(percentile(took, 99)).toBeLessThan(1_000);
}, 600_000);

/** Asks an instance for the markets until they come from where the last version says. @returns when that was */
function follows({ host, proxy }: Watched, isAway: boolean): Promise<number> {
  return until('an instance to follow', async () => {
    const before = proxy.asked('catalog.listMarkets');
    expect((await fetch(`${host.url}/api/v1/markets`)).status).toBe(200);
    return proxy.asked('catalog.listMarkets') > before === isAway && performance.now();
  });
}
