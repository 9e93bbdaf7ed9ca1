import { expect } from '@jest/globals';
import type { Sent } from '../shopper.ts';
import type { Story } from './story.ts';
import { anOrder } from './orders.ts';

export const wrongInput: Story = async (shopper) => {
  const key = shopper.key('wrong-input');
  const right = anOrder([['MUG', 1]]);
  const attempts: readonly (readonly [sent: Sent, status: number, code: string])[] = [
    [{ body: right }, 400, 'idempotencyKeyMissing'],
    [{ key: 'short', body: right }, 400, 'idempotencyKeyInvalid'],
    [{ key, body: {} }, 400, 'invalidInput'],
    [{ key, body: { ...right, total: 1 } }, 400, 'invalidInput'],
    [{ key, body: { ...right, lines: [{ sku: 'MUG', quantity: 1, price: 1 }] } }, 400, 'invalidInput'],
    [{ key, body: { ...right, lines: [{ sku: 'MUG', quantity: 0 }] } }, 400, 'invalidInput'],
    [{ key, body: { ...right, lines: [{ sku: 'MUG', quantity: 1.5 }] } }, 400, 'invalidInput'],
    [{ key, body: { ...right, lines: [{ sku: 'MUG', quantity: '1' }] } }, 400, 'invalidInput'],
    [{ key, body: { ...right, lines: [{ sku: 'mug', quantity: 1 }] } }, 400, 'invalidInput'],
    [{ key, body: { ...right, cartId: 'crt_AAAAAAAAAAAAAAAAAAAAAA' } }, 400, 'invalidInput'],
    [{ key, body: { ...right, email: undefined } }, 422, 'emailMissing'],
    [{ key, raw: '{"lines":' }, 400, 'malformedJson'],
    [{ key, raw: JSON.stringify(right), headers: { 'content-type': 'text/plain' } }, 415, 'unsupportedMediaType'],
    [{ key, raw: JSON.stringify({ ...right, note: 'x'.repeat(66_000) }) }, 413, 'payloadTooLarge'],
  ];
  for (const [sent, status, code] of attempts) {
    const response = await shopper.ask('post', '/orders', sent);
    expect({ status: response.status, type: response.type, body: response.body as unknown }).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { code, status },
    });
  }
  expect((await shopper.ask('get', '/nowhere')).body).toMatchObject({ code: 'routeNotFound' });
  expect((await shopper.ask('get', '/products?market=GB&market=DE')).status).toBe(400);
  expect((await shopper.ask('get', '/products?market=GB&limit=1000')).status).toBe(400);
  expect((await shopper.ask('get', '/orders/ord_AAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
};
