import type { OrderRequest } from '@banyan/contracts/checkout';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Shopper } from '../domain/shopper.ts';
import { digest, joined, shortName } from './digests.ts';
import { nameOf } from './order-id.ts';

/** By which a repeated request is recognised. */
export interface RequestFingerprint {
  /** The same for all requests of one shopper under one idempotency key. No secret enters it, so a change of keys leaves it as it is. */
  readonly requestKey: string;
  /** The same for equal requests as they were sent, in whichever order their properties came. */
  readonly requestHash: string;
}

export function fingerprintOf(shopper: Shopper, idempotencyKey: string, request: OrderRequest): RequestFingerprint {
  return {
    requestKey: shortName(digest(joined([...nameOf(shopper), idempotencyKey]))),
    requestHash: digest(canonicalJson(request)).toString('base64url'),
  };
}
