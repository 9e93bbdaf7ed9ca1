import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ask as askAt, good, gone, Group, silent, startNginx, unavailable, type StartedNginx } from './nginx.testing.ts';

let nginx: StartedNginx;
let instances: Group;

beforeAll(async () => {
  instances = await Group.of(2, good);
  nginx = await startNginx({ instances: instances.addresses, answerWithin: 1 });
  instances.forget();
});

afterEach(() => instances.forget());

afterAll(async () => {
  expect(await nginx.stop()).toBe('ended');
  instances.close();
});

const ask = (method: string, path: string, sent: Parameters<typeof askAt>[3] = {}) => askAt(nginx.port, method, path, sent);

describe('nginx in front of the instances', () => {
  it.each([
    ['POST', '/api/v1/orders'],
    ['POST', '/api/v1/orders/0123/cancellation'],
    ['POST', '/api/v1/carts'],
    ['POST', '/api/v1/sessions'],
    ['GET', '/api/v1/products'],
    ['PUT', '/api/v1/carts/c/lines/MUG'],
    ['DELETE', '/api/v1/carts/c/lines/MUG'],
  ])('asks a second one for %s %s when the first is gone, or says 503', async (method, path) => {
    for (const behaves of [gone, unavailable]) {
      instances.first(behaves);
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{"n":1}', headers: { 'content-type': 'application/json' } };
      expect((await ask(method, path, body)).status).toBe(200);
      expect(instances.asked.map(({ what, body: sent }) => [what, sent])).toEqual(Array.from({ length: 2 }, () => [`${method} ${path}`, body.body ?? '']));
      instances.forget();
    }
  });

  it('sends a registration, which may have been executed, to nobody else', async () => {
    instances.first(gone);
    const { status, headers, body } = await ask('POST', '/api/v1/customers', { body: '{}', headers: { 'content-type': 'application/json' } });
    expect([status, headers['content-type'], headers['retry-after'], JSON.parse(body)]).toEqual([503, 'application/problem+json', '2', expect.objectContaining({ code: 'unavailable' })]);
    expect(instances.asked).toHaveLength(1);
  });

  it.each([['POST', '/api/v1/orders'], ['GET', '/api/v1/products']])('sends %s %s, which takes too long, to nobody else', async (method, path) => {
    instances.first(silent);
    expect(JSON.parse((await ask(method, path)).body)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(instances.asked).toHaveLength(1);
  });

  it('asks two and no more, and passes on what the second says', async () => {
    instances.all(unavailable);
    expect(await ask('POST', '/api/v1/orders')).toMatchObject({ status: 503, body: '{"code":"unavailable"}' });
    expect(instances.asked).toHaveLength(2);
  });

  it('gives an instance no header of a shopper’s but those of the API, and its own in place of what a shopper claims', async () => {
    const claimed = { 'x-forwarded-for': '10.9.8.7', 'x-forwarded-proto': 'https', 'x-request-id': 'mine', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    const inside = { 'banyan-override': 'token', 'banyan-principal': 'p', 'Banyan-Shadow': '1', forwarded: 'for=10.9.8.7', 'x-real-ip': '10.9.8.7', cookie: 'a=b', host: 'evil.example' };
    const own = { authorization: 'Bearer t', 'idempotency-key': '0123456789abcdef', 'order-after': 'rcp_1', visitor: 'visitor-1', 'content-type': 'application/json' };
    const { headers } = await ask('POST', '/api/v1/orders?a=b', { headers: { ...claimed, ...inside, ...own }, body: '{}' });
    const [asked] = instances.asked;
    expect(asked?.what).toBe('POST /api/v1/orders?a=b');
    expect(asked?.headers).toEqual({ ...own, host: 'evil.example', 'content-length': '2', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(headers.server).toBe('nginx');
  });

  it('refuses what is too large before an instance is asked, in the shop’s words', async () => {
    const large = await ask('POST', '/api/v1/orders', { body: 'x'.repeat(64 * 1024 + 1) });
    const headers = await ask('GET', '/api/v1/products', { headers: { 'x-large': 'x'.repeat(9_000) } });
    const address = await ask('GET', `/api/v1/products?q=${'x'.repeat(9_000)}`);
    expect([large, headers, address].map(({ status, body }) => [status, (JSON.parse(body) as { code: string }).code])).toEqual([[413, 'payloadTooLarge'], [431, 'headersTooLarge'], [431, 'headersTooLarge']]);
    expect((await ask('POST', '/api/v1/orders', { body: 'x'.repeat(64 * 1024) })).status).toBe(200);
    expect(instances.asked).toHaveLength(1);
  });

  it('has nothing but the API, however the address is written', async () => {
    const paths = ['/', '/metrics', '/operator/v1/operations/catalog.listStock', '/v1/operations/catalog.listMarkets', '/control/v1/routes', '/api/v1/../../metrics', '/api/v1/%2e%2e/%2e%2e/metrics', '/health/live', '/problem/unavailable'];
    for (const path of paths) expect(JSON.parse((await ask('GET', path)).body)).toMatchObject({ status: 404, code: 'routeNotFound' });
    expect(instances.asked).toEqual([]);
  });

  it('writes down each request without who made it, and which instances were asked', async () => {
    instances.first(gone);
    await ask('GET', '/api/v1/carts/secret-cart?email=ada@example.org', { headers: { authorization: 'Bearer secret' } });
    const text = await readFile(join(nginx.folder, 'access.log'), 'utf8');
    const written = JSON.parse(text.trimEnd().split('\n').at(-1)!) as Record<string, string>;
    expect(written).toMatchObject({ method: 'GET', endpoint: '/api/v1/carts/{cartId}', status: 200, instanceStatus: '502, 200' });
    expect(text).not.toMatch(/secret|example|"127\.0\.0\.1"/);
    expect(text).toMatch(/"method":"POST","endpoint":"\/api\/v1\/customers","status":503/);
    expect(await readFile(join(nginx.folder, 'error.log'), 'utf8')).toBe('');
  });
});
