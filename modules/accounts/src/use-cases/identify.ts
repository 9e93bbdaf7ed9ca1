import { OperationError, type ImplementationOf } from '@banyan/contracts/define';
import type { accounts } from '@banyan/contracts/accounts';
import type { Sessions } from '../ports/sessions.ts';

/** Whose session a token is. It asks no store, so it answers while the database is away. */
export function identify({ sessions }: { readonly sessions: Sessions }): ImplementationOf<typeof accounts>['identify'] {
  return async ({ token }) => {
    const identity = await sessions.identify(token);
    switch (identity.kind) {
      case 'valid':
        return { customerId: identity.customerId, expiresAt: identity.expiresAt };
      case 'expired':
        throw new OperationError('invalidSession', { cause: 'expired' }, 'The session has expired. Open a new one.');
      case 'invalid':
        throw new OperationError('invalidSession', { cause: 'invalid' }, 'This is no session token of this shop. Open a session and send its token.');
    }
  };
}
