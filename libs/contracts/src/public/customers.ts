import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, Email, Instant, text } from './fields.ts';

const CustomerId = Type.String();

export const registerCustomer = endpoint({
  method: 'POST',
  path: '/customers',
  summary: 'Registers a customer.',
  bearer: 'none',
  body: closed({ email: Email, name: text(200), password: text(200, { minLength: 12 }) }, { title: 'NewCustomer' }),
  answer: {
    status: 201,
    body: Type.Object({ customerId: CustomerId, email: Type.String(), name: Type.String() }, { title: 'Customer' }),
  },
  problems: ['emailTaken'],
});

export const openSession = endpoint({
  method: 'POST',
  path: '/sessions',
  summary: 'Opens a session: its token goes into Authorization: Bearer.',
  bearer: 'none',
  body: closed({ email: Email, password: text(200) }, { title: 'Credentials' }),
  answer: {
    status: 201,
    body: Type.Object({ customerId: CustomerId, token: Type.String(), expiresAt: Instant }, { title: 'Session' }),
  },
  // Nothing is kept of a session: the first one's token is known to nobody.
  repeatable: true,
  problems: ['wrongCredentials'],
});
