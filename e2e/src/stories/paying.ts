import { expect } from '@jest/globals';
import type { Story } from './story.ts';
import { anOrder, placed } from './orders.ts';

export const paying: Story = async (shopper) => {
  const paidWith = (token: string) => placed(shopper, token, anOrder([['PEN10', 1]], { payment: { token } }));
  expect(await paidWith('tok_slow')).toMatchObject({ status: 'confirmed' });
  expect(await paidWith('tok_timeout_after_charge')).toMatchObject({ status: 'confirmed' });
  expect(await paidWith('tok_declined')).toMatchObject({ status: 'rejected', reason: 'paymentDeclined' });
  expect(await placed(shopper, 'free', anOrder([['GIFT', 1]]))).toMatchObject({ status: 'confirmed', total: { amount: 0 } });
};
