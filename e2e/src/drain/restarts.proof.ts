import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { percentile, tell } from '../routing/figures.ts';
import { shop as load } from './load.ts';
import { moreRequests, shopBehindNginx, type ShopBehindNginx } from './shop-behind-nginx.ts';

const restarts = 20;

let behind: ShopBehindNginx;

beforeAll(async () => {
  behind = await shopBehindNginx(3);
}, 120_000);

afterAll(() => behind.discard(), 60_000);

it('no request fails, and every order is executed exactly once', async () => {
  const shopping = load(behind.shop.publicUrl, { shoppers: 8, run: 'proof' });
  for (let restart = 1; restart <= restarts; restart++) {
    await moreRequests(shopping, 200);
    await behind.rollingRestart();
  }
  await moreRequests(shopping, 200);
  const { requests, failed, orders, milliseconds } = await shopping.stop();
  const notOnce = await behind.notOnce(orders);
  const secondTry = (await behind.accessLog()).filter(({ instance }) => String(instance).includes(',')).length;

  tell('rolling restarts of three monoliths', restarts);
  tell('requests', requests);
  tell('failed', failed.length);
  tell('asked of a second instance', secondTry);
  tell('orders', orders.length);
  tell('orders not executed exactly once', notOnce.length);
  tell('milliseconds', [50, 99, 100].map((percent) => `p${percent} ${Math.round(percentile(milliseconds, percent))}`).join(', '));
  expect(failed).toEqual([]);
  expect(notOnce).toEqual([]);
}, 900_000);
