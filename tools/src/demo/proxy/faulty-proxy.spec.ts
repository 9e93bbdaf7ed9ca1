import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { faultyProxy, type FaultyProxy } from './faulty-proxy.ts';
import { wrongPrice } from './wrong-price.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function proxyBefore(listener: RequestListener): Promise<FaultyProxy> {
  const server = createServer(listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const proxy = await faultyProxy();
  closing.push(() => proxy.close(), () => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  proxy.leadTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return proxy;
}

const post = (url: string, body = '') => fetch(url, { method: 'POST', body, headers: { authorization: 'Banyan signed' } });
const product: RequestListener = (request, response) => {
  const item = { sku: 'A-1', price: { amount: 195, currency: 'GBP' } };
  const answer = request.url?.endsWith('searchProducts') ? { items: [item, { ...item, sku: 'A-2' }], next: null } : item;
  response.writeHead(request.url?.endsWith('refused') ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
};

describe('a proxy without a fault', () => {
  it('passes request and answer through as they are', async () => {
    const proxy = await proxyBefore((request, response) => {
      request.setEncoding('utf8').on('data', (body) => response.writeHead(409, { 'x-own': 'yes' }).end(`${request.method} ${request.url} ${request.headers.authorization} ${body}`));
    });
    const answer = await post(`${proxy.url}/v1/operations/orders.getOrder`, 'zażółć');
    expect([answer.status, answer.headers.get('x-own'), await answer.text()]).toEqual([409, 'yes', 'POST /v1/operations/orders.getOrder Banyan signed zażółć']);
  });

  it('breaks off where the host breaks off', async () => {
    const proxy = await proxyBefore((_request, response) => response.destroy());
    await expect(post(`${proxy.url}/v1/operations/orders.getOrder`)).rejects.toThrow();
  });

  it('answers 503 until it is told where it leads', async () => {
    const proxy = await faultyProxy();
    closing.push(() => proxy.close());
    expect((await post(proxy.url)).status).toBe(503);
  });
});

describe('a proxy with a fault', () => {
  it('changes one product’s price in whatever is answered, and is well again when the fault is taken away', async () => {
    const proxy = await proxyBefore(product);
    const prices = async (operation: string) => JSON.stringify(await (await post(`${proxy.url}/v1/operations/catalog.${operation}`)).json()).match(/"amount":\d+/g);
    proxy.plant(wrongPrice('A-1'));
    expect(await prices('getProduct')).toEqual(['"amount":295']);
    expect(await prices('searchProducts')).toEqual(['"amount":295', '"amount":195']);
    expect(await prices('refused')).toEqual(['"amount":195']);
    proxy.plant(wrongPrice('A-3'));
    expect(await prices('getProduct')).toEqual(['"amount":195']);
    proxy.plant();
    expect(await prices('searchProducts')).toEqual(['"amount":195', '"amount":195']);
  });

  it('answers late', async () => {
    const proxy = await proxyBefore(product);
    proxy.plant({ delay: 60 });
    const begun = performance.now();
    await (await post(`${proxy.url}/v1/operations/catalog.getProduct`)).text();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(59);
  });
});
