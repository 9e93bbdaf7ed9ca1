import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { badBuilds, endOf, type BadBuild, type Ended } from './bad-canary.ts';
import { tell } from './figures.ts';
import { shopWithProxy, type ShopWithProxy } from './shop-with-proxy.ts';

const canaries = 20;
const kinds = Object.keys(badBuilds) as BadBuild[];

let shop: ShopWithProxy;

beforeAll(async () => void (shop = await shopWithProxy()), 120_000);

afterAll(() => shop.discard(), 60_000);

it('each bad canary is taken back within ten seconds of its minimum sample, and no shopper notices', async () => {
  const ended: (Ended & { readonly build: BadBuild })[] = [];
  for (let n = 0; n < canaries; n++) {
    const build = kinds[n % kinds.length]!;
    await shop.live.allAtHome();
    ended.push({ build, ...(await endOf(build, { url: shop.url, target: shop.target, routes: shop.live.routes })) });
    const { took, why } = ended.at(-1)!;
    tell(`${build}, taken back ${Math.round(took)} ms after the minimum sample`, why);
  }
  tell('longest, in milliseconds', Math.max(...ended.map(({ took }) => took)));
  tell('requests', ended.reduce((sum, { requests }) => sum + requests, 0));
  expect(ended.flatMap(({ failed }) => failed)).toEqual([]);
  expect(ended.filter(({ by, took }) => by !== 'rollout' || took >= 10_000)).toEqual([]);
}, 1_800_000);
