import { browsing } from './browsing.ts';
import { buyingAsCustomer } from './buying-as-customer.ts';
import { buyingAsGuest } from './buying-as-guest.ts';
import { cancelling } from './cancelling.ts';
import { carts } from './carts.ts';
import { paying } from './paying.ts';
import { rejections } from './rejections.ts';
import type { Story } from './story.ts';
import { wrongInput } from './wrong-input.ts';

/** Every story, by its name. */
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
