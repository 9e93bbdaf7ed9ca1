import { OperationError, type ImplementationOf } from '@banyan/contracts/define';
import type { accounts } from '@banyan/contracts/accounts';
import { normaliseEmail } from '../domain/email.ts';
import type { Customers } from '../ports/customers.ts';
import type { Passwords } from '../ports/passwords.ts';
import type { Sessions } from '../ports/sessions.ts';

interface Needs {
  readonly customers: Customers;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
}

/** Signs a customer in. Neither the answer nor its time tells a wrong password from an unknown e-mail. */
export function openSession({ customers, passwords, sessions }: Needs): ImplementationOf<typeof accounts>['openSession'] {
  return async ({ email, password }) => {
    const known = await customers.findCredentials(normaliseEmail(email));
    const matches = await passwords.verify(password, known?.passwordHash ?? undefined);
    if (!known || !matches) {
      throw new OperationError('wrongCredentials', {}, 'E-mail address and password do not belong together. Check both and try again.');
    }
    return sessions.issue(known.customerId);
  };
}
