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
  INTAKE_QUEUE_PERCENT: Type.Optional(
    Type.String({
      pattern: '^(100(\\.0{1,2})?|\\d{1,2}(\\.\\d{1,2})?)$',
      description: 'How many per cent of the buyers order by the queue even while PostgreSQL answers: 0 to 100 in steps of 0.01, 0 if left out. Without a queue it means nothing.',
    }),
  ),
  INTAKE_JOURNAL: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'A folder in which orders are written down that go by the queue, for a queue that forgets when it stops. None if left out.',
    }),
  ),
});
export type CheckoutSettings = Static<typeof checkoutSettings>;
