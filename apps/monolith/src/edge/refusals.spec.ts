import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CallError, OperationError, type CallErrorCode } from '@banyan/contracts/define';
import request from 'supertest';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';

describe('what the edge refuses', () => {
  let edge: EdgeApp;
  const shop = () => request(edge.url);
  const sessions = (body: string | Buffer, type = 'application/json') =>
    shop().post('/api/v1/sessions').set('content-type', type).serialize((sent) => sent as unknown as string).send(body as string);
  beforeAll(async () => void (edge = await startEdge()));
  afterEach(() => edge.instead.clear());
  afterAll(() => edge.close());

  it.each([
    ['a cut-off body', '{"email":', 'malformedJson'],
    ['a body that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'malformedJson'],
    ['a body that is a list', '[]', 'invalidInput'],
    ['a body that is null', 'null', 'invalidInput'],
    ['a body with __proto__', '{"email":"a@b.co","password":"x","__proto__":{"admin":true}}', 'invalidInput'],
    ['a body with constructor', '{"email":"a@b.co","password":"x","constructor":{"prototype":{}}}', 'invalidInput'],
    ['no body', '', 'invalidInput'],
  ])('answers %s with 400', async (_what, sent, code) => {
    const { status, body, headers } = await sessions(sent);
    expect([status, body.code]).toEqual([400, code]);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'answers a body of %s with 415',
    async (type) => {
      const { status, body } = await sessions('email=a', type);
      expect([status, body.code]).toEqual([415, 'unsupportedMediaType']);
    },
  );

  it('reads JSON whatever its parameters', async () => {
    const { status } = await sessions('{"email":"a@b.co","password":"a long enough secret"}', 'application/json; charset=utf-8');
    expect(status).toBe(201);
  });

  it('answers a body above 64 KiB with 413', async () => {
    const { status, body } = await sessions(`{"email":"${'a'.repeat(64 * 1_024)}"}`);
    expect([status, body.code]).toEqual([413, 'payloadTooLarge']);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/api/v1'],
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v2/orders'],
    ['GET', '/api/v1/products/'],
    ['GET', `/api/v1/products/${'x'.repeat(600)}`],
  ])('answers %s %s with 404', async (method, path) => {
    const { status, body } = method === 'GET' ? await shop().get(path) : await shop().post(path);
    expect([status, body.code]).toEqual([404, 'routeNotFound']);
  });

  it.each([
    ['/api/v1/markets', 'GET, HEAD'],
    ['/api/v1/orders?limit=1', 'POST, GET, HEAD'],
    ['/api/v1/carts/x/lines/y', 'PUT, DELETE'],
  ])('answers PATCH %s with 405 and the methods there are', async (path, allow) => {
    const { status, body, headers } = await shop().patch(path);
    expect([status, body.code, headers['allow']]).toEqual([405, 'methodNotAllowed', allow]);
  });

  it('answers an address that cannot be decoded with 400', async () => {
    const { status, body } = await shop().get('/api/v1/products/%zz');
    expect([status, body.code]).toEqual([400, 'malformedRequest']);
  });

  it.each([
    ['headers above 16 KiB', `GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`, 431, 'headersTooLarge'],
    ['bytes that are no HTTP', 'hello\r\n\r\n', 400, 'malformedRequest'],
  ])('answers %s with a problem, then hangs up', async (_what, bytes, status, code) => {
    const answer = await exchange(edge.port, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`"code":"${code}"`);
  });

  it.each<[CallErrorCode, number, string]>([
    ['unavailable', 503, 'unavailable'],
    ['deadlineExceeded', 503, 'unavailable'],
    ['contractViolation', 500, 'internal'],
    ['unauthenticated', 500, 'internal'],
    ['forbidden', 500, 'internal'],
    ['unknownOperation', 500, 'internal'],
    ['internal', 500, 'internal'],
  ])('tells of a call that failed as %s with %i', async (failure, status, code) => {
    edge.instead.set('catalog.listMarkets', () => Promise.reject(new CallError(failure, 'catalog.listMarkets', 'secret')));
    const answer = await shop().get('/api/v1/markets');
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(answer.body.trace).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.text).not.toContain('secret');
  });

  it.each([
    ['an error', () => Promise.reject(new Error('secret'))],
    ['something that is no error', () => Promise.reject('secret')],
    ['a failure the API does not know', () => Promise.reject(new OperationError('secret', { secret: 1 }, 'secret'))],
  ])('tells nothing of %s in a module', async (_what, fail) => {
    edge.instead.set('catalog.listMarkets', fail);
    const { status, text } = await shop().get('/api/v1/markets');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
  });

  it('lets no undeclared field of an answer or a problem out', async () => {
    edge.instead.set('catalog.listMarkets', async () => ({
      markets: [{ id: 'GB', name: 'Britain', currency: 'GBP', priceList: 'secret', margin: 'secret' }],
    }));
    expect((await shop().get('/api/v1/markets')).text).not.toContain('secret');
    edge.instead.set('catalog.searchProducts', () => Promise.reject(new OperationError('unknownMarket', { market: 'FR', why: 'secret' }, 'secret')));
    const { body } = await shop().get('/api/v1/products?market=FR');
    expect(body.data).toEqual({ market: 'FR' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('the health of the edge', () => {
  it('stays alive and turns away while it drains', async () => {
    const edge = await startEdge();
    const health = async (path: string) => (await request(edge.url).get(`/health/${path}`)).status;
    expect([await health('live'), await health('ready')]).toEqual([200, 200]);
    edge.host.ready = false;
    expect([await health('live'), await health('ready')]).toEqual([200, 503]);
    await edge.close();
  });

  it('keeps an idle connection for longer than a load balancer does', async () => {
    const edge = await startEdge();
    const { headers } = await request(edge.url).get('/health/live').set('connection', 'keep-alive');
    expect(headers['keep-alive']).toBe('timeout=75');
    await edge.close();
  });

  it('answers what is under way before it closes', async () => {
    const edge = await startEdge();
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: answer, resolve: give } = Promise.withResolvers<unknown>();
    edge.instead.set('catalog.listMarkets', () => {
      ask();
      return answer;
    });
    const underWay = request(edge.url).get('/api/v1/markets').then(({ status }) => status);
    await asked;
    const closed = edge.close();
    give({ markets: [] });
    expect(await underWay).toBe(200);
    await closed;
  });
});

function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}
