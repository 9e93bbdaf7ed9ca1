import type { Shopper } from '../domain/shopper.ts';
import { joined, keyedDigest, shortName } from './digests.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';

/** `ord_`, the key's id and 128 bits derived from shopper and idempotency key: a retry can only name the same order. */
export function orderIdOf(keys: KeyRing, shopper: Shopper, idempotencyKey: string): string {
  const { id, secret } = keys.first;
  return `ord_${id}${shortName(keyedDigest(secret, joined([...nameOf(shopper), idempotencyKey])))}`;
}

/** Kind and name of a shopper, the same in every region and under all keys. */
export function nameOf(shopper: Shopper): [kind: string, name: string] {
  return [shopper.kind, shopper.kind === 'customer' ? shopper.customerId : shopper.email];
}
