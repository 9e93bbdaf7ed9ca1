import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { checkout } from '@banyan/contracts/checkout';
import { OperationError, Unavailable } from '@banyan/contracts/define';
import { localCall, operationsOf } from '@banyan/strangler';
import request from 'supertest';
import { NOW, startEdge, type EdgeApp } from './testing/edge-app.ts';
import { tokens } from './testing/shop-in-memory.ts';

const order = {
  lines: [{ sku: 'LMP-100', quantity: 2 }],
  market: 'GB',
  email: 'guest@example.org',
  shipTo: { name: 'Grace', line1: '1 High Street', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' },
  payment: { token: 'tok_approved' },
};
const asAda = `Bearer ${tokens.ada}`;

describe('orders at the edge', () => {
  let edge: EdgeApp;
  let keys = 0;
  const freshKey = () => `a-fresh-key-${String((keys += 1)).padStart(8, '0')}`;
  const shop = () => request(`${edge.url}/api/v1`);
  const place = (body: object, key = freshKey()) => shop().post('/orders').set('idempotency-key', key).send(body);
  beforeAll(async () => void (edge = await startEdge()));
  afterEach(() => edge.instead.clear());
  afterAll(() => edge.close());

  it('accepts an order with 202, its place and a receipt', async () => {
    const { status, body, headers } = await place(order);
    expect(status).toBe(202);
    expect(headers['location']).toBe(`/api/v1/orders/${body.orderId}`);
    expect(body).toEqual({
      orderId: expect.stringMatching(/^ord_/),
      status: 'accepted',
      acceptedAt: NOW.toISOString(),
      receipt: expect.stringMatching(/^rcp_/),
    });
  });

  it('repeats the answer to the same key and body byte for byte', async () => {
    const key = freshKey();
    const [first, second] = [await place(order, key), await place(order, key)];
    expect([second.status, second.text, second.headers['location']]).toEqual([first.status, first.text, first.headers['location']]);
  });

  it('refuses a key that came with another body', async () => {
    const key = freshKey();
    const { body: accepted } = await place(order, key);
    const { status, body } = await place({ ...order, market: 'FR' }, key);
    expect([status, body.code, body.data]).toEqual([422, 'idempotencyKeyReused', { orderId: accepted.orderId }]);
  });

  it('demands a key', async () => {
    const { status, body } = await shop().post('/orders').send(order);
    expect([status, body.code]).toEqual([400, 'idempotencyKeyMissing']);
  });

  it.each(['x'.repeat(15), 'x'.repeat(256), 'ключ-ключ-ключ-ключ', `tab\there-and-more-text`])('refuses the key %j', async (key) => {
    const answer = await shop().post('/orders').set('idempotency-key', Buffer.from(key).toString('latin1')).send(order);
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotencyKeyInvalid']);
  });

  it.each(['x'.repeat(16), 'x'.repeat(255), 'with blanks and ~ signs!'])('takes the key %j', async (key) => {
    expect((await place(order, key)).status).toBe(202);
  });

  it('hands on the receipt that an order comes after, if one is sent', async () => {
    const { body: before } = await place(order);
    expect((await place(order).set('order-after', before.receipt)).status).toBe(202);
    const [first, second] = edge.calls.filter(({ address }) => address === 'checkout.acceptOrder').slice(-2);
    expect(first?.input).not.toHaveProperty('after');
    expect(second?.input).toHaveProperty('after', before.receipt);
  });

  it.each(['', 'rcp_short', 'a-session-token', `rcp_${'x'.repeat(301)}`])('refuses to have an order come after %j', async (receipt) => {
    const { status, body } = await place(order).set('order-after', receipt);
    expect([status, body.code]).toEqual([400, 'orderAfterInvalid']);
  });

  it('refuses to have an order come after a receipt that checkout does not know', async () => {
    edge.instead.set('checkout.acceptOrder', () => Promise.reject(new OperationError('orderAfterInvalid', {}, 'Leave it out.')));
    const { status, body } = await place(order).set('order-after', `rcp_${'0'.repeat(23)}`);
    expect([status, body.code]).toEqual([400, 'orderAfterInvalid']);
  });

  it('tells when to come back while what checkout needs is away', async () => {
    const addressed = operationsOf(checkout).find(({ address }) => address === 'checkout.acceptOrder')!;
    const defects: unknown[] = [];
    const accept = localCall(addressed, () => Promise.reject(new Unavailable('PostgreSQL')), { now: () => NOW.getTime(), onDefect: (error) => defects.push(error), guard: 'copy' });
    edge.instead.set('checkout.acceptOrder', (input) => accept(input, edge.calls.at(-1)!.context));
    const { status, body, headers } = await place(order);
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    expect(defects).toEqual([]);
  });

  it('wants an e-mail address from a guest, none from a customer', async () => {
    const { email: _email, ...withoutEmail } = order;
    const asGuest = await place(withoutEmail);
    expect([asGuest.status, asGuest.body.code]).toEqual([422, 'emailMissing']);
    expect((await place(withoutEmail).set('authorization', asAda)).status).toBe(202);
  });

  it('orders a cart', async () => {
    const { body: cart } = await shop().post('/carts');
    const { lines: _lines, ...rest } = order;
    expect((await place({ ...rest, cartId: cart.cartId })).status).toBe(202);
  });

  it.each<[string, object, string[]]>([
    ['neither cart nor lines', { lines: undefined }, ['/lines']],
    ['both cart and lines', { cartId: `crt_${'0'.repeat(22)}` }, ['/lines']],
    ['no lines', { lines: [] }, ['/lines']],
    ['a line of nothing', { lines: [{ sku: 'LMP-100', quantity: 0 }] }, ['/lines/0/quantity']],
    ['half a lamp', { lines: [{ sku: 'LMP-100', quantity: 0.5 }] }, ['/lines/0/quantity']],
    ['a small-letter stock code', { lines: [{ sku: 'lmp-100', quantity: 1 }] }, ['/lines/0/sku']],
    ['a price', { lines: [{ sku: 'LMP-100', quantity: 1, unitPrice: 1 }] }, ['/lines/0/unitPrice']],
    ['a total', { total: { amount: 1, currency: 'GBP' } }, ['/total']],
    ['an unknown field deep down', { shipTo: { ...order.shipTo, floor: 3 } }, ['/shipTo/floor']],
    ['an address without a city', { shipTo: { ...order.shipTo, city: undefined } }, ['/shipTo/city']],
    ['a text that no database holds', { shipTo: { ...order.shipTo, name: 'a\u0000b' } }, ['/shipTo/name']],
    ['half a character', { shipTo: { ...order.shipTo, name: '\ud800' } }, ['/shipTo/name']],
    ['something that is no e-mail address', { email: 'grace' }, ['/email']],
    ['a card number field', { payment: { token: 'tok_approved', card: '4111' } }, ['/payment/card']],
    [
      'lines that add up to too much',
      { lines: [{ sku: 'LMP-100', quantity: 99_999 }, { sku: 'LMP-100', quantity: 1 }, { sku: 'LMP-100', quantity: 1 }] },
      ['/lines/2/quantity'],
    ],
    [
      'all that at once',
      { lines: [{ sku: 'x', quantity: '1' }, { quantity: 1 }], cartId: 'y', market: '', email: '@', shipTo: {}, payment: null, price: 1 },
      [
        ...['/cartId', '/email', '/lines', '/lines/0/quantity', '/lines/0/sku', '/lines/1/sku', '/market', '/payment', '/price'],
        ...['/shipTo/city', '/shipTo/country', '/shipTo/line1', '/shipTo/name', '/shipTo/postcode'],
      ],
    ],
  ])('refuses an order with %s', async (_what, change, pointers) => {
    const { status, body } = await place({ ...order, ...change });
    expect([status, body.code]).toEqual([400, 'invalidInput']);
    const named = new Set<string>(body.errors.map(({ pointer }: { pointer: string }) => pointer));
    expect([...named].sort()).toEqual(pointers);
  });

  it('takes lines of one stock code up to the limit of all of them', async () => {
    const lines = [{ sku: 'LMP-100', quantity: 99_999 }, { sku: 'LMP-100', quantity: 1 }];
    expect((await place({ ...order, lines })).status).toBe(202);
  });

  it('shows a guest’s order to whoever has the receipt, and nobody else', async () => {
    const { body: accepted } = await place(order);
    const get = () => shop().get(`/orders/${accepted.orderId}`);
    const shown = await get().set('authorization', `Bearer ${accepted.receipt}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toEqual({
      orderId: accepted.orderId,
      status: 'accepted',
      market: 'GB',
      acceptedAt: NOW.toISOString(),
      lines: order.lines,
      history: [{ status: 'accepted', at: NOW.toISOString() }],
      asOf: NOW.toISOString(),
      stale: true,
    });
    for (const authorization of [undefined, asAda, `Bearer rcp_${'9'.repeat(23)}`, 'Bearer rcp_short']) {
      const refused = authorization ? await get().set('authorization', authorization) : await get();
      expect([refused.status, refused.body.code]).toEqual([404, 'unknownOrder']);
    }
  });

  it('shows what the receipt proves while the order cannot be looked up', async () => {
    const orderId = `ord_${'7'.repeat(23)}`;
    const acceptedAt = NOW.toISOString();
    const view = { orderId, status: 'accepted', acceptedAt, history: [{ status: 'accepted', at: acceptedAt }], asOf: acceptedAt, stale: true };
    edge.instead.set('checkout.getOrder', () => Promise.resolve(view));
    const { status, body } = await shop().get(`/orders/${orderId}`).set('authorization', `Bearer rcp_${'0'.repeat(23)}`);
    expect([status, body]).toEqual([200, view]);
  });

  it('shows and lists a customer’s orders to that customer', async () => {
    const { body: accepted } = await place(order).set('authorization', asAda);
    expect((await shop().get(`/orders/${accepted.orderId}`).set('authorization', asAda)).status).toBe(200);
    const { body: list } = await shop().get('/orders').set('authorization', asAda);
    expect(list.items.map(({ orderId }: { orderId: string }) => orderId)).toContain(accepted.orderId);
  });

  it('lists nobody’s orders to a guest, and takes no receipt for a session', async () => {
    const { status, body, headers } = await shop().get('/orders');
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'sessionMissing', 'Bearer']);
    const withReceipt = await shop().get('/orders').set('authorization', `Bearer rcp_${'0'.repeat(23)}`);
    expect([withReceipt.status, withReceipt.body.code]).toEqual([401, 'invalidSession']);
  });

  it('accepts a cancellation', async () => {
    const { body: accepted } = await place(order);
    const cancel = (orderId: string) => shop().post(`/orders/${orderId}/cancellation`).set('authorization', `Bearer ${accepted.receipt}`);
    const { status, body, headers } = await cancel(accepted.orderId);
    expect([status, body]).toEqual([202, { orderId: accepted.orderId, requestedAt: NOW.toISOString() }]);
    expect(headers['location']).toBe(`/api/v1/orders/${accepted.orderId}`);
    expect((await cancel(`ord_${'9'.repeat(23)}`)).status).toBe(404);
    expect((await cancel('nonsense')).body.code).toBe('unknownOrder');
  });
});
