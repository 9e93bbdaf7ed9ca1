import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endOf, type BadBuild } from './bad-canary.ts';
import { shopWithProxy, type ShopWithProxy } from './shop-with-proxy.ts';

let shop: ShopWithProxy;

beforeAll(async () => void (shop = await shopWithProxy()));

beforeEach(() => shop.live.allAtHome());

afterAll(() => shop.discard());

describe('a canary at a bad build', () => {
  it.each([
    ['errors', /calls failed at the target/],
    ['slow', /took longer at the target/],
    ['wrong answers', /answers differ, .* beyond noise at '\/price\/amount'/],
  ] satisfies [BadBuild, RegExp][])('with %s is taken back by itself within ten seconds of its minimum sample, and no shopper notices', async (build, why) => {
    const ended = await endOf(build, { url: shop.url, target: shop.target, routes: shop.live.routes });
    expect(ended).toMatchObject({ by: 'rollout', why: expect.stringMatching(why), failed: [] });
    expect(ended.took).toBeLessThan(10_000);
  });
});
