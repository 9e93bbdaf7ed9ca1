import type { Principal } from '@banyan/contracts/define';

/** Who orders: a customer, or a guest by normalised e-mail address. It stays the same whatever keys are in use. */
export type Shopper =
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'guest'; readonly email: string };

/** The signed-in customer's id; null for a guest. */
export function customerIdOf(principal: Principal): string | null {
  return principal.kind === 'customer' ? principal.customerId : null;
}

/** Who orders; null if it is a guest without an e-mail address. */
export function shopperOf(principal: Principal, email: string | undefined): Shopper | null {
  const customerId = customerIdOf(principal);
  if (customerId !== null) return { kind: 'customer', customerId };
  const address = email?.trim().toLowerCase();
  return address ? { kind: 'guest', email: address } : null;
}
