import { expect } from '@jest/globals';
import { sold } from '../operator.ts';
import type { Story } from './story.ts';
import { accepted, anOrder } from './orders.ts';

export const buyingAsGuest: Story = async (shopper, operator) => {
  const before = await sold(operator);
  const order = anOrder([
    ['LAMP', 2],
    ['MUG', 3],
  ]);
  const answer = await accepted(shopper, 'guest', order);
  const view = await shopper.settled(answer.orderId, answer.receipt);
  expect(view.body).toMatchObject({
    status: 'confirmed',
    total: { amount: 2 * 2_499 + 3 * 899, currency: 'GBP' },
    lines: [
      { sku: 'LAMP', name: 'Desk lamp', quantity: 2, unitPrice: 2_499 },
      { sku: 'MUG', name: 'Enamel mug', quantity: 3, unitPrice: 899 },
    ],
    stale: false,
  });
  expect((view.body as { history: { status: string }[] }).history.map(({ status }) => status)).toEqual(['accepted', 'processing', 'confirmed']);
  const after = await sold(operator);
  expect([after['LAMP']! - before['LAMP']!, after['MUG']! - before['MUG']!]).toEqual([2, 3]);

  const again = await Promise.all(Array.from({ length: 5 }, () => shopper.ask('post', '/orders', { key: shopper.key('guest'), body: order })));
  expect(again.map(({ text }) => text)).toEqual(again.map(() => JSON.stringify(answer)));
  const changed = await shopper.ask('post', '/orders', { key: shopper.key('guest'), body: anOrder([['LAMP', 3]]) });
  expect({ status: changed.status, body: changed.body as unknown }).toMatchObject({ status: 422, body: { code: 'idempotencyKeyReused' } });
  const another = await accepted(shopper, 'guest', anOrder([['LAMP', 1]], { email: 'another@example.org' }));
  expect(another.orderId).not.toBe(answer.orderId);

  expect((await shopper.ask('get', `/orders/${answer.orderId}`)).status).toBe(404);
  expect((await shopper.ask('get', `/orders/${answer.orderId}`, { bearer: another.receipt })).status).toBe(404);
  expect((await shopper.ask('get', '/orders')).status).toBe(401);
  await shopper.settled(another.orderId, another.receipt);
};
