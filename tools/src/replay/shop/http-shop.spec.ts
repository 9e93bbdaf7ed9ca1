import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpShop } from './http-shop.ts';
import { ShopAway, ShopRefusal, type NewOrder } from './shop-api.ts';

const accepted = { orderId: 'ord_000000000000000000000001', status: 'accepted', acceptedAt: '2026-01-01T00:00:00.000Z', receipt: 'rcp_00000000000000000000' };
const order: NewOrder = {
  idempotencyKey: 'replay-run-1-536365',
  token: 'a-token',
  body: { lines: [{ sku: '85123A', quantity: 6 }], market: 'GB', shipTo: { name: 'A', line1: 'B', city: 'C', postcode: 'D', country: 'GB' }, payment: { token: 'tok_approved' } },
};

let server: Server;
let shop: HttpShop;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  shop = new HttpShop(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 1 });
});
afterEach(async () => {
  await shop.close();
  server.close();
});

const replyWith = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = (_request, response) => void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
};

describe('a shop at an address', () => {
  it('is asked as its public API says', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      const { method, url, headers } = request;
      seen.push([method, url, headers.authorization, headers['idempotency-key']]);
      response.writeHead(202).end(JSON.stringify(accepted));
    };
    expect(await shop.placeOrder(order)).toEqual(accepted);
    await expect(shop.getOrder(accepted.orderId, accepted.receipt)).rejects.toBeInstanceOf(ShopRefusal);
    expect(seen).toEqual([
      ['POST', '/api/v1/orders', 'Bearer a-token', 'replay-run-1-536365'],
      ['GET', `/api/v1/orders/${accepted.orderId}`, `Bearer ${accepted.receipt}`, undefined],
    ]);
  });

  it.each([[500], [502], [503], [408], [429]])('is away when it answers %i', async (status) => {
    replyWith(status, { code: 'unavailable', title: 'Not now.' }, { 'retry-after': '2' });
    const error = await shop.placeOrder(order).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ShopAway);
    expect(error).toMatchObject({ retryAfter: 2_000, message: `answer ${status} unavailable Not now.` });
  });

  it('is away when it breaks the connection', async () => {
    answer = (request) => request.socket.destroy();
    await expect(shop.placeOrder(order)).rejects.toBeInstanceOf(ShopAway);
  });

  it.each([
    ['refuses', 422, { code: 'emailMissing', title: 'A guest needs an e-mail address.' }, 'answer 422 emailMissing A guest needs an e-mail address.'],
    ['answers otherwise than the API promises', 202, { ...accepted, receipt: undefined }, 'is not what the API promises'],
    ['is no shop', 200, '<html>', 'answer 200'],
  ])('is not asked again when it %s', async (_what, status, body, message) => {
    replyWith(status, body);
    const error = await shop.placeOrder(order).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ShopRefusal);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
  });
});
