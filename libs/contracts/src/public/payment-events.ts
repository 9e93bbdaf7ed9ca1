import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';

/** The header with which the provider signs an event. */
export const PAYMENT_SIGNATURE = 'payment-signature';

/** What the provider says has happened; it may say more, which is not read. */
const PaymentEvent = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100, description: 'The same each time the event is sent.' }),
    key: Type.String({ minLength: 1, maxLength: 200, description: 'The key under which the shop asked for the charge that it is about.' }),
  },
  { title: 'PaymentEvent' },
);

export const receivePaymentEvent = endpoint({
  method: 'POST',
  path: '/payments/events',
  summary:
    'For the payment provider alone: says that something became of a charge. The shop believes nothing of it but asks the provider for that charge, ' +
    'so an event may come early, late, twice or not at all. The answer is the same whether the shop knows the charge or not.',
  bearer: 'none',
  headers: {
    [PAYMENT_SIGNATURE]: {
      schema: Type.String({
        pattern: '^t=\\d{1,15}(,v1=[0-9a-f]{64}){1,4}$',
        description:
          't=<seconds since 1970>,v1=<HMAC-SHA256 in hex, by the shared key, of that number, a full stop and the body as it is sent>; several v1 while a ' +
          'key is replaced. It holds for five minutes.',
      }),
      missing: 'paymentSignatureMissing',
      invalid: 'paymentSignatureInvalid',
    },
  },
  body: PaymentEvent,
  answer: { status: 202, body: Type.Object({ received: Type.Literal(true) }, { title: 'PaymentEventReceived' }) },
  // It is asked for what is so, however often.
  repeatable: true,
});
