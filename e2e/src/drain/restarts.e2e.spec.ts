import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../routing/until.ts';
import { shop as load, type Placed } from './load.ts';
import { moreRequests, shopBehindNginx, type ShopBehindNginx } from './shop-behind-nginx.ts';

let behind: ShopBehindNginx;
const orders: Placed[] = [];

beforeAll(async () => {
  behind = await shopBehindNginx(3);
});

afterAll(() => behind.discard());

it('three rolling restarts fail no request, and every order is executed exactly once', async () => {
  const shopping = load(behind.shop.publicUrl, { shoppers: 6, run: 'restarted' });
  for (let restart = 1; restart <= 3; restart++) {
    await moreRequests(shopping, 100);
    await behind.rollingRestart();
  }
  await moreRequests(shopping, 100);
  const { failed, orders: placed } = await shopping.stop();
  orders.push(...placed);
  expect(failed).toEqual([]);
  expect(await behind.notOnce(orders)).toEqual([]);
});

it('a monolith that is killed fails no request, and no order is executed twice', async () => {
  const shopping = load(behind.shop.publicUrl, { shoppers: 6, run: 'killed' });
  await moreRequests(shopping, 200);
  await behind.kill('monolith-2');
  await moreRequests(shopping, 300);
  await behind.shop.startHost('monolith-2');
  await moreRequests(shopping, 200);
  const { failed, orders: placed } = await shopping.stop();
  orders.push(...placed);
  expect(failed).toEqual([]);
  expect(await behind.notOnce(orders)).toEqual([]);
});

it('a monolith that is told to stop twice ends as if it had been told once', async () => {
  const { pid } = behind.shop.hosts.find(({ name }) => name === 'monolith-3')!;
  process.kill(pid, 'SIGTERM');
  process.kill(pid, 'SIGINT');
  await until('monolith-3 to end', () => behind.shop.hosts.some(({ name, state }) => name === 'monolith-3' && state === 'ended'));
  expect(await behind.log('monolith-3')).toMatch(/"msg":"monolith has stopped"/);
  await behind.shop.startHost('monolith-3');
});

it('what shoppers cannot ask for is not there, whichever header they send', async () => {
  const headers = { 'x-forwarded-for': '127.0.0.1', 'banyan-caller': 'monolith', authorization: `Bearer ${behind.shop.operatorToken}` };
  for (const path of ['/metrics', '/operator/v1/operations/catalog.listStock', '/control/v1/routes', '/v1/operations/catalog.listMarkets', '/health/live', '/']) {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${behind.shop.publicUrl}${path}`, { method, headers });
      expect([path, answer.status, await answer.json()]).toEqual([path, 404, expect.objectContaining({ code: 'routeNotFound' })]);
    }
  }
});

it('nginx keeps no trace of who asked', async () => {
  const written = await behind.accessLog();
  expect(written.length).toBeGreaterThan(1_000);
  const text = JSON.stringify(written);
  for (const { orderId } of orders.slice(0, 50)) expect(text.includes(orderId)).toBe(false);
  expect(text).not.toMatch(/example\.org|rcp_|"127\.0\.0\.1"/);
});
