import { expect } from '@jest/globals';
import { signUp } from './customers.ts';
import type { Story } from './story.ts';
import { accepted, shipTo } from './orders.ts';

export const carts: Story = async (shopper) => {
  const created = await shopper.ask('post', '/carts');
  const { cartId } = created.body as { cartId: string };
  await shopper.ask('put', `/carts/${cartId}/lines/MUG`, { body: { quantity: 2 } });
  await shopper.ask('put', `/carts/${cartId}/lines/LAMP`, { body: { quantity: 1 } });
  await shopper.ask('put', `/carts/${cartId}/lines/MUG`, { body: { quantity: 5 } });
  await shopper.ask('delete', `/carts/${cartId}/lines/LAMP`);
  expect((await shopper.ask('get', `/carts/${cartId}`)).body).toMatchObject({ lines: [{ sku: 'MUG', quantity: 5 }] });

  const order = { cartId, market: 'GB', email: 'cart@example.org', shipTo, payment: { token: 'tok_approved' } };
  const first = await accepted(shopper, 'cart', order);
  await shopper.ask('put', `/carts/${cartId}/lines/PEN00`, { body: { quantity: 1 } });
  expect(await accepted(shopper, 'cart', order)).toEqual(first);
  const view = (await shopper.settled(first.orderId, first.receipt)).body as { lines: unknown[] };
  expect(view).toMatchObject({ status: 'confirmed', total: { amount: 5 * 899, currency: 'GBP' } });

  const owner = await signUp(shopper, 'cart-owner');
  const stranger = await signUp(shopper, 'cart-stranger');
  const theirs = ((await shopper.ask('post', '/carts', { bearer: owner })).body as { cartId: string }).cartId;
  expect((await shopper.ask('get', `/carts/${theirs}`, { bearer: owner })).status).toBe(200);
  expect((await shopper.ask('get', `/carts/${theirs}`, { bearer: stranger })).status).toBe(404);
  expect((await shopper.ask('get', `/carts/${theirs}`)).status).toBe(404);
  const foreign = { key: shopper.key('foreign-cart'), bearer: stranger, body: { cartId: theirs, market: 'GB', shipTo, payment: { token: 'tok_approved' } } };
  expect((await shopper.ask('post', '/orders', foreign)).body).toMatchObject({ code: 'cartNotFound' });
};
