import { OperationError, type ImplementationOf } from '@banyan/contracts/define';
import type { accounts } from '@banyan/contracts/accounts';
import { normaliseEmail } from '../domain/email.ts';
import type { Customers } from '../ports/customers.ts';
import type { Passwords } from '../ports/passwords.ts';

interface Needs {
  readonly customers: Customers;
  readonly passwords: Passwords;
  readonly newCustomerId: () => string;
  readonly now: () => Date;
}

/** Opens an account. An e-mail that was imported is taken too: only its owner may claim it, and this proves nothing. */
export function registerCustomer({ customers, passwords, newCustomerId, now }: Needs): ImplementationOf<typeof accounts>['registerCustomer'] {
  return async ({ email, name, password }) => {
    const customer = { customerId: newCustomerId(), email: normaliseEmail(email), name };
    const added = await customers.add({ ...customer, passwordHash: await passwords.hash(password) }, now());
    if (added === 'emailTaken') {
      throw new OperationError('emailTaken', {}, 'This e-mail address has an account already. Open a session with it, or use another address.');
    }
    return customer;
  };
}
