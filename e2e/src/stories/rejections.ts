import { expect } from '@jest/globals';
import { sold } from '../operator.ts';
import type { Story } from './story.ts';
import { anOrder, placed } from './orders.ts';

export const rejections: Story = async (shopper, operator) => {
  const before = await sold(operator);
  const rejected = async (name: string, order: object, reason: string) =>
    expect(await placed(shopper, name, order)).toMatchObject({ status: 'rejected', reason });

  await rejected('unknown-sku', anOrder([['PEN20', 1], ['NO-SUCH', 1]]), 'unknownSku');
  await rejected('unknown-market', anOrder([['PEN20', 1]], { market: 'XX' }), 'notSoldInMarket');
  await rejected('not-sold', anOrder([['PEN20', 1], ['LAMP', 1]], { market: 'JP' }), 'notSoldInMarket');
  await rejected('out-of-stock', anOrder([['PEN20', 1], ['MUG-RARE', 4]]), 'outOfStock');
  await rejected('declined', anOrder([['PEN20', 1]], { payment: { token: 'tok_declined' } }), 'paymentDeclined');
  expect(await sold(operator)).toEqual(before);
};
