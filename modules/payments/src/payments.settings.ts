import { Type, type Static } from 'typebox';

/** What the payments module needs from its environment. */
export const paymentsSettings = Type.Object({
  PAYMENT_PROVIDER_URL: Type.String({
    format: 'uri',
    pattern: '^https?://',
    description: 'Where the payment provider answers, for example http://127.0.0.1:4200.',
  }),
  PAYMENT_PROVIDER_KEY: Type.String({
    minLength: 16,
    description: 'The key by which the payment provider knows this shop: its PROVIDER_KEY, at least 16 characters.',
  }),
});
export type PaymentsSettings = Static<typeof paymentsSettings>;
