import { expect } from '@jest/globals';
import { sold } from '../operator.ts';
import type { Story } from './story.ts';
import { accepted, anOrder, placed } from './orders.ts';

export const cancelling: Story = async (shopper, operator) => {
  const before = await sold(operator);
  const { orderId, receipt } = await accepted(shopper, 'to-cancel', anOrder([['MUG-RARE', 3]]));
  const cancellation = await shopper.ask('post', `/orders/${orderId}/cancellation`, { bearer: receipt });
  expect(cancellation.status).toBe(202);
  const view = (await shopper.settled(orderId, receipt, (status) => status === 'cancelled')).body as { history: { status: string }[] };
  expect(view.history.map(({ status }) => status)).toEqual(['accepted', 'processing', 'confirmed', 'cancelled']);
  expect(await sold(operator)).toEqual(before);

  const again = await shopper.ask('post', `/orders/${orderId}/cancellation`, { bearer: receipt });
  expect(again.body).toEqual(cancellation.body);
  expect(await placed(shopper, 'after-cancelling', anOrder([['MUG-RARE', 3]]))).toMatchObject({ status: 'confirmed' });
};
