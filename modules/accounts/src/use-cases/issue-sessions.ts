import { OperationError, type ImplementationOf } from '@banyan/contracts/define';
import type { accounts } from '@banyan/contracts/accounts';
import type { Customers } from '../ports/customers.ts';
import type { Session, Sessions } from '../ports/sessions.ts';

interface Needs {
  readonly customers: Customers;
  readonly sessions: Sessions;
}

/** Sessions on the customers' behalf: all of them, or none where one customer is unknown. */
export function issueSessions({ customers, sessions }: Needs): ImplementationOf<typeof accounts>['issueSessions'] {
  return async ({ customerIds }) => {
    const unknown = await customers.firstUnknown(customerIds);
    if (unknown !== undefined) {
      throw new OperationError('unknownCustomer', { customerId: unknown }, `There is no customer '${unknown}', so no session was issued. Import or register the customer first.`);
    }
    const issued: Session[] = [];
    for (const customerId of customerIds) issued.push(await sessions.issue(customerId));
    return { sessions: issued };
  };
}
