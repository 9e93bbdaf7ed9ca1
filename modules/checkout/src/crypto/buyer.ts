import type { Shopper } from '../domain/shopper.ts';
import { keyedDigest, shortName } from './digests.ts';
import type { KeyRing } from '@banyan/contracts/key-ring';

/**
 * Whose order it is: a customer's id, or `gst_` and 128 bits that nobody without the key can trace to a
 * guest's e-mail address. After a change of key a guest's further orders form a sequence of their own.
 */
export function buyerOf(keys: KeyRing, shopper: Shopper): string {
  return shopper.kind === 'customer' ? shopper.customerId : `gst_${shortName(keyedDigest(keys.first.secret, shopper.email))}`;
}
