import { codecOf } from '@banyan/contracts/define';
import { Receipt } from '@banyan/contracts/checkout';

const scheme = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const receipt = codecOf(Receipt);

/** The token in an Authorization header of the Bearer scheme (RFC 6750); undefined if it holds none. */
export function bearerIn(authorization: string): string | undefined {
  return scheme.exec(authorization)?.[1];
}

/** Receipts are told from session tokens by how they begin. */
export function isReceipt(token: string): boolean {
  return token.startsWith('rcp_');
}

/** The receipt in an Authorization header, if one is there and has a receipt's form. */
export function receiptIn(authorization: string | undefined): string | undefined {
  const token = authorization === undefined ? undefined : bearerIn(authorization);
  return receipt.check(token) ? token : undefined;
}
