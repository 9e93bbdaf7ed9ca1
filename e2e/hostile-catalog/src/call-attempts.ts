import { randomBytes, randomUUID } from 'node:crypto';
import type { accounts } from '@banyan/contracts/accounts';
import type { catalog } from '@banyan/contracts/catalog';
import type { checkout } from '@banyan/contracts/checkout';
import type { ApiOf, CallContext } from '@banyan/contracts/define';
import type { Ambient } from '@banyan/strangler';
import type { Attempts } from './attempts.ts';

interface Neighbours {
  readonly ambient: Ambient;
  readonly catalog: ApiOf<typeof catalog>;
  readonly accounts: ApiOf<typeof accounts>;
  readonly checkout: ApiOf<typeof checkout>;
  /** Whether a wall keeps it from its neighbours, who believe what it signs. */
  readonly isWalledOff: boolean;
}

/** Writes of all kinds by the APIs that a module is given, as the call has it and with its mark taken off. */
export function callAttempts({ ambient, catalog, accounts, checkout, isWalledOff }: Neighbours): Attempts {
  const writes: Readonly<Record<string, () => Promise<unknown>>> = {
    'catalog.reserveStock': () => catalog.reserveStock({ orderId: `ord_${randomBytes(16).toString('hex')}`, lines: [{ sku: 'MUG', quantity: 1 }] }),
    'accounts.registerCustomer': () => accounts.registerCustomer({ email: `${randomUUID()}@example.org`, name: 'Mallory', password: 'a long password' }),
    'checkout.createCart': () => checkout.createCart({}),
  };
  const unmarked = ({ shadow: _, ...context }: CallContext): CallContext => ({ ...context, principal: { kind: 'guest' }, deadline: Date.now() + 1_000 });
  const reached = Object.entries(writes).filter(([address]) => isWalledOff || address.startsWith('catalog.'));
  return {
    ...Object.fromEntries(Object.entries(writes).map(([address, write]) => [`call: ${address}`, () => write()])),
    ...Object.fromEntries(reached.map(([address, write]) => [`call without its mark: ${address}`, (context: CallContext) => ambient.run(unmarked(context), write)])),
  };
}
