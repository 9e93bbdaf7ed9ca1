import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startEdge, type EdgeApp } from './testing/edge-app.ts';
import { tokens } from './testing/shop-in-memory.ts';

describe('carts, customers and sessions at the edge', () => {
  let edge: EdgeApp;
  const shop = () => request(`${edge.url}/api/v1`);
  beforeAll(async () => void (edge = await startEdge()));
  afterAll(() => edge.close());

  it('fills and empties a guest’s cart', async () => {
    const created = await shop().post('/carts');
    expect([created.status, created.body.lines]).toEqual([201, []]);
    const path = `/carts/${created.body.cartId}`;
    expect(created.headers['location']).toBe(`/api/v1${path}`);

    const filled = await shop().put(`${path}/lines/LMP-100`).send({ quantity: 3 });
    expect([filled.status, filled.body.lines]).toEqual([200, [{ sku: 'LMP-100', quantity: 3 }]]);
    expect((await shop().get(path)).body).toEqual(filled.body);

    const emptied = await shop().delete(`${path}/lines/LMP-100`);
    expect([emptied.status, emptied.body.lines]).toEqual([200, []]);
  });

  it('keeps a customer’s cart from everybody else', async () => {
    const { body } = await shop().post('/carts').set('authorization', `Bearer ${tokens.ada}`);
    expect((await shop().get(`/carts/${body.cartId}`).set('authorization', `bearer ${tokens.ada}`)).status).toBe(200);
    const stranger = await shop().get(`/carts/${body.cartId}`);
    expect([stranger.status, stranger.body.code, stranger.body.data]).toEqual([404, 'cartNotFound', { cartId: body.cartId }]);
  });

  it('finds no cart under an id that the shop never makes', async () => {
    const { status, body } = await shop().get('/carts/nonsense');
    expect([status, body.code, body.data]).toEqual([404, 'cartNotFound', { cartId: 'nonsense' }]);
  });

  it('refuses a body where none is taken', async () => {
    const { status, body } = await shop().post('/carts').send({ owner: 'cus_other' });
    expect([status, body.errors]).toEqual([400, [{ in: 'body', pointer: '/owner', message: 'is not known here; leave it out.' }]]);
    expect((await shop().post('/carts').send({})).status).toBe(201);
    expect((await shop().post('/carts').set('content-type', 'application/json')).status).toBe(201);
  });

  it('registers a customer and opens a session', async () => {
    const account = { email: 'ada@example.org', name: 'Ada', password: 'a long enough secret' };
    const registered = await shop().post('/customers').send(account);
    expect([registered.status, registered.body]).toEqual([201, { customerId: 'cus_adalovelace', email: account.email, name: 'Ada' }]);
    const { status, body, headers } = await shop().post('/sessions').send({ email: account.email, password: account.password });
    expect([status, body.token, headers['cache-control']]).toEqual([201, tokens.ada, 'no-store']);
  });

  it.each([
    ['/customers', { email: 'taken@example.org', name: 'Ada', password: 'a long enough secret' }, 409, 'emailTaken'],
    ['/sessions', { email: 'ada@example.org', password: 'wrong' }, 401, 'wrongCredentials'],
  ])('answers POST %s with a problem that the module declares', async (path, sent, status, code) => {
    const answer = await shop().post(path).send(sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['expired', `Bearer ${tokens.expired}`, 'expired'],
    ['unknown', 'Bearer nobody', 'invalid'],
    ['endless', `Bearer ${'x'.repeat(2_001)}`, 'invalid'],
    ['of another scheme', 'Basic YWRhOnNlY3JldA==', 'invalid'],
    ['empty', 'Bearer ', 'invalid'],
  ])('refuses a session that is %s', async (_what, authorization, cause) => {
    const { status, body, headers } = await shop().post('/carts').set('authorization', authorization);
    expect([status, body.code, body.data]).toEqual([401, 'invalidSession', { cause }]);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('does not look at a session where none matters', async () => {
    expect((await shop().get('/markets').set('authorization', `Bearer ${tokens.expired}`)).status).toBe(200);
  });
});
