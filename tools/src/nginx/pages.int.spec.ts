import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '../start/ports.ts';
import { ask as askAt, good, gone, Group, startNginx, unavailable, type Behaviour, type StartedNginx } from './nginx.testing.ts';

const page: Behaviour = (_, answer) => void answer.writeHead(200, { 'content-type': 'text/html', 'set-cookie': ['basket=c; Path=/; HttpOnly', 'market=ie; Path=/'] }).end('<h1>Shop</h1>');

let nginx: StartedNginx;
let monolith: Group;
let storefronts: Group;

beforeAll(async () => {
  monolith = await Group.of(1, good);
  storefronts = await Group.of(2, page);
  nginx = await startNginx({ instances: monolith.addresses, pages: storefronts.addresses });
  forget();
});

afterEach(forget);

afterAll(async () => {
  expect(await nginx.stop()).toBe('ended');
  for (const group of [monolith, storefronts]) group.close();
});

function forget(): void {
  for (const group of [monolith, storefronts]) group.forget();
}

const ask = (method: string, path: string, sent: Parameters<typeof askAt>[3] = {}) => askAt(nginx.port, method, path, sent);

describe('nginx in front of pages', () => {
  it('leads every address to the storefront that is not the API’s', async () => {
    for (const path of ['/', '/products/MUG?colour=red', '/orders/o1', '/_app/immutable/entry/start.abc.js', '/media/products/MUG/320.webp', '/metrics', '/control/v1/routes']) expect(await ask('GET', path)).toMatchObject({ status: 200, body: '<h1>Shop</h1>' });
    expect(storefronts.asked.map(({ what }) => what).toSorted()).toEqual(['GET /', 'GET /_app/immutable/entry/start.abc.js', 'GET /control/v1/routes', 'GET /media/products/MUG/320.webp', 'GET /metrics', 'GET /orders/o1', 'GET /products/MUG?colour=red']);
    expect(monolith.asked).toEqual([]);
  });

  it('leads the API and readiness to the monolith as before, and closes what is neither', async () => {
    expect((await ask('GET', '/api/v1/products')).status).toBe(200);
    expect((await ask('GET', '/health/ready')).status).toBe(200);
    expect(monolith.asked.map(({ what }) => what)).toEqual(['GET /api/v1/products', 'GET /health/ready']);
    for (const path of ['/api/v2/products', '/api/', '/health/live', '/page/unavailable']) expect(JSON.parse((await ask('GET', path)).body)).toMatchObject({ status: 404, code: 'routeNotFound' });
    expect(storefronts.asked).toEqual([]);
  });

  it('gives the storefront what pages read of a browser, and its own in place of what a shopper claims', async () => {
    const browser = { accept: 'text/html', 'accept-encoding': 'br, gzip', 'accept-language': 'de', 'content-type': 'application/x-www-form-urlencoded', cookie: 'basket=c; market=ie', 'if-none-match': '"a"', 'last-event-id': '7', origin: 'http://shop.example:8080', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin', 'x-sveltekit-action': 'true' };
    const claimed = { 'x-forwarded-for': '10.9.8.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', 'x-forwarded-port': '1', forwarded: 'for=10.9.8.7', 'x-real-ip': '10.9.8.7', 'x-request-id': 'mine' };
    const others = { authorization: 'Bearer t', 'banyan-principal': 'p', referer: 'http://elsewhere.example/', 'user-agent': 'u', 'x-sveltekit-pathname': '/other', te: 'trailers' };
    await ask('POST', '/checkout?/order', { headers: { ...claimed, ...others, ...browser, host: 'shop.example:8080' }, body: 'a=b' });
    const [asked] = storefronts.asked;
    expect(asked).toMatchObject({ what: 'POST /checkout?/order', body: 'a=b' });
    expect(asked?.headers).toEqual({ ...browser, host: 'shop.example:8080', 'content-length': '3', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it('brings back every cookie, and long headers', async () => {
    storefronts.all((_, answer) => void answer.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], link: 'x'.repeat(9_000), 'cache-control': 'private, no-cache' }).end());
    const { headers } = await ask('GET', '/');
    expect([headers['set-cookie'], headers['cache-control'], headers.link?.length]).toEqual([['a=1', 'b=2'], 'private, no-cache', 9_000]);
  });

  it('brings each event as it is said', async () => {
    let stream: ServerResponse | undefined;
    storefronts.all((_, answer) => {
      stream = answer.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      stream.write('data: 1\n\n');
    });
    const sent = request({ host: '127.0.0.1', port: nginx.port, path: '/orders/o1/events' }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(String((await once(answer, 'data'))[0])).toBe('data: 1\n\n');
    stream!.write('data: 2\n\n');
    expect(String((await once(answer, 'data'))[0])).toBe('data: 2\n\n');
    stream!.end();
    expect(answer.headers).not.toHaveProperty('x-accel-buffering');
    answer.resume();
    await once(answer, 'end');
  });

  it.each(['GET', 'HEAD'])('asks another storefront for %s when one breaks off', async (method) => {
    storefronts.first(gone);
    expect((await ask(method, '/')).status).toBe(200);
    expect(storefronts.asked).toHaveLength(2);
  });

  it('sends a form to nobody else once one may have read it', async () => {
    storefronts.first(gone);
    expect((await ask('POST', '/checkout', { body: 'a=b' })).status).toBe(503);
    expect(storefronts.asked).toHaveLength(1);
  });

  it('passes on what a storefront answers, whatever it is, and asks nobody else', async () => {
    storefronts.first(unavailable);
    expect(await ask('GET', '/')).toMatchObject({ status: 503, body: '{"code":"unavailable"}' });
    expect(storefronts.asked).toHaveLength(1);
  });

  it('tells shoppers in a page when none answers', async () => {
    storefronts.all(gone);
    const { status, headers, body } = await ask('GET', '/');
    expect([status, headers['content-type'], headers['retry-after'], headers['cache-control']]).toEqual([503, 'text/html; charset=utf-8', '2', 'no-store']);
    expect(body).toMatch(/^<!doctype html>.*Please try again/);
  });

  it('finds the storefront that can be connected to, for forms as well, since the other had nothing of them', async () => {
    const [closed] = await freePorts(1);
    const beside = await startNginx({ instances: monolith.addresses, pages: [`127.0.0.1:${closed}`, storefronts.addresses[0]!] });
    try {
      for (const method of ['GET', 'POST', 'GET', 'POST']) expect((await askAt(beside.port, method, '/cart')).status).toBe(200);
      expect(storefronts.asked).toHaveLength(4);
    } finally {
      await beside.stop();
    }
  });
});
