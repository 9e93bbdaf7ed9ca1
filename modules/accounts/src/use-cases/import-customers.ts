import type { ImplementationOf } from '@banyan/contracts/define';
import type { accounts } from '@banyan/contracts/accounts';
import { normaliseEmail } from '../domain/email.ts';
import type { Customers } from '../ports/customers.ts';

interface Needs {
  readonly customers: Customers;
  readonly newCustomerId: () => string;
  readonly now: () => Date;
}

/** Takes customers over from another system. They have no password and so cannot sign in by one. */
export function importCustomers({ customers, newCustomerId, now }: Needs): ImplementationOf<typeof accounts>['importCustomers'] {
  return async (input) => {
    const given = input.customers.map(({ email, name }) => ({ customerId: newCustomerId(), email: normaliseEmail(email), name }));
    return { customerIds: [...(await customers.addMissing(given, now()))] };
  };
}
