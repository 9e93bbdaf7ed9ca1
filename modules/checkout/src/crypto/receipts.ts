import { timingSafeEqual } from 'node:crypto';
import { keyedDigest } from './digests.ts';
import type { Key, KeyRing } from '@banyan/contracts/key-ring';

/** What a receipt proves: the order was accepted at that instant (ISO 8601). */
export interface ReceiptClaim {
  readonly orderId: string;
  readonly acceptedAt: string;
}

/** Writes receipts, and reads them back without a store. */
export interface Receipts {
  /** `rcp_<key id>.<order id>.<instant>.<signature>` */
  write(claim: ReceiptClaim): string;
  /** The claim; null if the receipt is not one of ours. */
  read(receipt: string): ReceiptClaim | null;
}

const form = /^rcp_(([A-Za-z0-9]{1,8})\.(ord_[A-Za-z0-9_-]{23,40})\.([0-9a-z]{1,10}))\.([A-Za-z0-9_-]{43})$/;

/** Receipts signed with the ring's first key; all its keys are recognised. */
export function receiptsWith(keys: KeyRing): Receipts {
  return {
    write({ orderId, acceptedAt }) {
      const claim = `${keys.first.id}.${orderId}.${Date.parse(acceptedAt).toString(36)}`;
      return `rcp_${claim}.${signatureOf(keys.first, claim)}`;
    },
    read(receipt) {
      const [, claim = '', keyId = '', orderId = '', instant = '', signature = ''] = form.exec(receipt) ?? [];
      const key = keys.find(keyId);
      if (!key || !timingSafeEqual(Buffer.from(signatureOf(key, claim)), Buffer.from(signature))) return null;
      return { orderId, acceptedAt: new Date(Number.parseInt(instant, 36)).toISOString() };
    },
  };
}

function signatureOf({ secret }: Key, claim: string): string {
  return keyedDigest(secret, claim).toString('base64url');
}
