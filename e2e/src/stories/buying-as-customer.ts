import { expect } from '@jest/globals';
import { signUp } from './customers.ts';
import type { Story } from './story.ts';
import { accepted, anOrder } from './orders.ts';

export const buyingAsCustomer: Story = async (shopper) => {
  const token = await signUp(shopper, 'grace');
  const placed = [];
  for (const [index, sku] of ['PEN00', 'PEN01', 'PEN02'].entries()) {
    placed.push(await accepted(shopper, `customer-${index}`, anOrder([[sku, 1]], { email: undefined }), token));
  }
  for (const { orderId } of placed) await shopper.settled(orderId, token);

  const first = (await shopper.ask('get', '/orders?limit=2', { bearer: token })).body as { items: { orderId: string }[]; next: string };
  const second = (await shopper.ask('get', `/orders?limit=2&cursor=${first.next}`, { bearer: token })).body as typeof first;
  expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual(placed.map(({ orderId }) => orderId).toReversed());
  expect(second.next).toBeNull();

  const stranger = await signUp(shopper, 'mallory');
  expect((await shopper.ask('get', `/orders/${placed[0]!.orderId}`, { bearer: stranger })).status).toBe(404);
  expect((await shopper.ask('post', `/orders/${placed[0]!.orderId}/cancellation`, { bearer: stranger })).status).toBe(404);
  expect((await shopper.ask('get', '/orders', { bearer: 'not-a-token' })).status).toBe(401);
  expect((await shopper.ask('post', '/customers', { body: { email: 'GRACE@example.org ', name: 'G', password: 'correct horse battery' } })).status).toBeGreaterThanOrEqual(400);
  expect((await shopper.ask('post', '/sessions', { body: { email: 'grace@example.org', password: 'wrong' } })).body).toMatchObject({ code: 'wrongCredentials' });
};
