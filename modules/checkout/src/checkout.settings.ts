import { Type, type Static } from 'typebox';
import { keyRingPattern } from '@banyan/contracts/key-ring';

const KeyRingText = (purpose: string) =>
  Type.String({
    pattern: keyRingPattern,
    description:
      `Keys ${purpose}, as k2:<base64url>,k1:<base64url> with 256 bits or more each. ` +
      'The first is used from now on; keep the others while what they made is still about.',
  });

/** The environment variables that checkout needs. */
export const checkoutSettings = Type.Object({
  ORDER_ID_KEYS: KeyRingText('that order ids are derived with'),
  RECEIPT_KEYS: KeyRingText('that sign receipts'),
  BUYER_KEYS: KeyRingText("that guests' e-mail addresses are hidden with"),
});
export type CheckoutSettings = Static<typeof checkoutSettings>;
