import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CallError, OperationError } from '@banyan/contracts/define';
import request from 'supertest';
import { EVENT_KEYS, NOW, startEdge, type EdgeApp } from './testing/edge-app.ts';
import { charged } from './testing/shop-in-memory.ts';

const path = '/api/v1/payments/events';
const seconds = NOW.getTime() / 1_000;
const eventOf = (key: string, more: object = {}) => JSON.stringify({ id: 'evt_1', kind: 'charge.approved', key, at: NOW.toISOString(), ...more });
const sign = (body: string, { key = EVENT_KEYS[0], at = seconds }: { readonly key?: string; readonly at?: number } = {}) => `t=${at},v1=${createHmac('sha256', key).update(`${at}.${body}`).digest('hex')}`;

describe('an event of the payment provider', () => {
  let edge: EdgeApp;
  beforeAll(async () => void (edge = await startEdge()));
  afterEach(() => {
    edge.instead.clear();
    edge.calls.length = 0;
  });
  afterAll(() => edge.close());

  const send = (body: string, signature: string | undefined = sign(body)) => {
    const asked = request(edge.url).post(path).set('content-type', 'application/json');
    return (signature === undefined ? asked : asked.set('payment-signature', signature)).serialize((sent) => sent as unknown as string).send(body as unknown as object);
  };
  const asked = () => edge.calls.map(({ address, input }) => [address, input]);

  it('has payments ask for that charge, and the order go on', async () => {
    const { status, body } = await send(eventOf(charged.key));
    expect([status, body]).toEqual([202, { received: true }]);
    expect(asked()).toEqual([['payments.checkCharge', { chargeKey: charged.key }], ['orders.resumeOrder', { orderId: charged.orderId }]]);
  });

  it('is not believed, whatever it says besides', async () => {
    const { status } = await send(eventOf(charged.key, { kind: 'charge.declined', outcome: 'declined', amount: 1, chargeId: 'ch_forged' }));
    expect(status).toBe(202);
    expect(asked()[0]).toEqual(['payments.checkCharge', { chargeKey: charged.key }]);
  });

  it.each(['ord_unknown:charge', 'something else', "'; DROP TABLE charge; --", '💷'])('about the unknown key %s is answered like any other, and goes no further', async (key) => {
    const [known, unknown] = [await send(eventOf(charged.key)), await send(eventOf(key))];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(asked().filter(([address]) => address === 'orders.resumeOrder')).toHaveLength(1);
  });

  it('of which nothing was learned leaves the order alone', async () => {
    edge.instead.set('payments.checkCharge', async () => ({ outcome: 'approved', orderId: charged.orderId, learned: false }));
    expect((await send(eventOf(charged.key))).status).toBe(202);
    expect(asked().map(([address]) => address)).toEqual(['payments.checkCharge']);
  });

  it('may be sent again, also with the same signature', async () => {
    const body = eventOf(charged.key);
    for (const signature of [sign(body), sign(body), sign(body, { at: seconds + 1 })]) expect((await send(body, signature)).status).toBe(202);
  });

  it('may be signed with the key before this one', async () => {
    const body = eventOf(charged.key);
    expect((await send(body, sign(body, { key: EVENT_KEYS[1] }))).status).toBe(202);
  });

  it.each([
    ['forged', (body: string) => sign(body, { key: 'the-key-of-somebody-else' })],
    ['changed on its way', (body: string) => sign(`${body} `)],
    ['stale', (body: string) => sign(body, { at: seconds - 301 })],
    ['of the future', (body: string) => sign(body, { at: seconds + 301 })],
    ['out of form', () => 'v1=1'],
  ])('that is %s is refused before anybody is asked', async (_, signatureOf) => {
    const body = eventOf(charged.key);
    const answer = await send(body, signatureOf(body));
    expect([answer.status, answer.body.code]).toEqual([401, 'paymentSignatureInvalid']);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['www-authenticate']).toBe('Payment-Signature');
    expect(edge.calls).toEqual([]);
  });

  it('that is not signed is refused, whatever it is', async () => {
    for (const body of [eventOf(charged.key), '{}', '']) {
      const answer = await request(edge.url).post(path).set('content-type', 'application/json').serialize((sent) => sent as unknown as string).send(body as unknown as object);
      expect([answer.status, answer.body.code]).toEqual([401, 'paymentSignatureMissing']);
    }
    expect(edge.calls).toEqual([]);
  });

  it('that is signed and no event is refused with what is wrong', async () => {
    const answer = await send('{"id":"evt_1"}');
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([400, 'invalidInput', [{ in: 'body', pointer: '/key', message: 'is missing.' }]]);
    expect(edge.calls).toEqual([]);
  });

  it('is refused where it is too large', async () => {
    const answer = await send(eventOf(charged.key, { note: 'x'.repeat(64 * 1_024) }));
    expect([answer.status, answer.body.code]).toEqual([413, 'payloadTooLarge']);
  });

  it.each([
    ['does not know what the provider says', () => Promise.reject(new OperationError('outcomeUnknown', { orderId: charged.orderId }, 'Ask again.'))],
    ['are away', () => Promise.reject(new CallError('unavailable', 'payments.checkCharge', 'away'))],
  ])('is to be sent again where payments %s', async (_, fail) => {
    edge.instead.set('payments.checkCharge', fail);
    const answer = await send(eventOf(charged.key));
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
  });

  it('is received although orders are away: the order goes on by itself', async () => {
    edge.instead.set('orders.resumeOrder', () => Promise.reject(new CallError('unavailable', 'orders.resumeOrder', 'away')));
    expect((await send(eventOf(charged.key))).status).toBe(202);
  });
});
