import { Type } from 'typebox';
import { contract, read, write, type ApiOf } from '../define/index.ts';
import { Instant } from '../values.ts';

const Email = Type.String({ format: 'email', maxLength: 254 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const CustomerId = Type.String({ pattern: '^cus_[A-Za-z0-9_-]{8,64}$' });
const Customer = Type.Object({ customerId: CustomerId, email: Email, name: Name });
const Session = Type.Object({ customerId: CustomerId, token: Type.String(), expiresAt: Instant });

/** Customers and their sessions. */
export const accounts = contract({
  name: 'accounts',
  description: 'Customers and their sessions.',
  version: '1.0.0',
  operations: {
    registerCustomer: write({
      description: 'Registers a customer under an e-mail address that no other has.',
      input: Type.Object({ email: Email, name: Name, password: Type.String({ minLength: 12, maxLength: 200 }) }),
      output: Customer,
      errors: { emailTaken: Type.Object({}) },
      timeout: 5_000,
    }),

    openSession: write({
      description: 'Opens a session for whoever knows the password.',
      input: Type.Object({ email: Email, password: Type.String({ minLength: 1, maxLength: 200 }) }),
      output: Session,
      errors: { wrongCredentials: Type.Object({}) },
      timeout: 5_000,
    }),

    identify: read({
      description: 'Whose session a token is; needs no store.',
      input: Type.Object({ token: Type.String({ minLength: 1, maxLength: 2_000 }) }),
      output: Type.Object({ customerId: CustomerId, expiresAt: Instant }),
      errors: { invalidSession: Type.Object({ cause: Type.Union([Type.Literal('expired'), Type.Literal('invalid')]) }) },
      timeout: 1_000,
      compare: { personal: { input: ['/token'], answer: ['/customerId'] } },
    }),

    importCustomers: write({
      description: 'Customers from another system, without passwords; one that is known by its e-mail stays as it is. In the order given.',
      input: Type.Object({ customers: Type.Array(Type.Object({ email: Email, name: Name }), { minItems: 1, maxItems: 1_000 }) }),
      output: Type.Object({ customerIds: Type.Array(CustomerId) }),
      timeout: 30_000,
      callers: ['operator'],
    }),

    issueSessions: write({
      description: 'Sessions on the customers’ behalf, for migrations and tests. In the order given.',
      input: Type.Object({ customerIds: Type.Array(CustomerId, { minItems: 1, maxItems: 1_000 }) }),
      output: Type.Object({ sessions: Type.Array(Session) }),
      errors: { unknownCustomer: Type.Object({ customerId: CustomerId }) },
      timeout: 30_000,
      callers: ['operator'],
    }),
  },
});
export type AccountsApi = ApiOf<typeof accounts>;
