import type { Operator } from '../operator.ts';
import type { Shopper } from '../shopper.ts';
import { browsing } from './browsing.ts';
import { buyingAsCustomer } from './buying-as-customer.ts';
import { buyingAsGuest } from './buying-as-guest.ts';
import { cancelling } from './cancelling.ts';
import { carts } from './carts.ts';
import { paying } from './paying.ts';
import { rejections } from './rejections.ts';
import { wrongInput } from './wrong-input.ts';

/** Something people do in the shop, with what has to come of it. */
export type Story = (shopper: Shopper, operator: Operator) => Promise<void>;

export const stories: Readonly<Record<string, Story>> = {
  browsing,
  carts,
  'buying as a guest': buyingAsGuest,
  'buying as a customer': buyingAsCustomer,
  paying,
  rejections,
  cancelling,
  'wrong input': wrongInput,
};
