import type { accounts } from '@banyan/contracts/accounts';
import type { ImplementationOf } from '@banyan/contracts/define';
import type { Customers } from './ports/customers.ts';
import type { Passwords } from './ports/passwords.ts';
import type { Sessions } from './ports/sessions.ts';
import { identify } from './use-cases/identify.ts';
import { importCustomers } from './use-cases/import-customers.ts';
import { issueSessions } from './use-cases/issue-sessions.ts';
import { openSession } from './use-cases/open-session.ts';
import { registerCustomer } from './use-cases/register-customer.ts';

/** All that the accounts module works with. */
export interface AccountsNeeds {
  readonly customers: Customers;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly newCustomerId: () => string;
  readonly now: () => Date;
}

/** The accounts contract, fulfilled. */
export function accountsApi(needs: AccountsNeeds): ImplementationOf<typeof accounts> {
  return {
    registerCustomer: registerCustomer(needs),
    openSession: openSession(needs),
    identify: identify(needs),
    importCustomers: importCustomers(needs),
    issueSessions: issueSessions(needs),
  };
}
