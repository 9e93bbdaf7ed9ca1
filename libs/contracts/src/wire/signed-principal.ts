import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { codecOf, Principal, type CallError } from '../define/index.ts';
import type { KeyRing } from '../key-ring.ts';
import { refusal } from './refusals.ts';

const Claims = Type.Object({
  principal: Principal,
  /** The host or module that makes the call. */
  caller: Type.String(),
  /** The operation's address, or `deliveries`. */
  destination: Type.String(),
  /** Whether it is made for comparison only; said by the token, so that nobody on the way can add or remove it. */
  shadow: Type.Optional(Type.Literal(true)),
  /** Milliseconds since the epoch. */
  expires: Type.Integer(),
});
type Claims = Static<typeof Claims>;

/** On whose behalf, and from where, a call comes: what a host believes of it once the signature holds. */
export type Signed = Omit<Claims, 'expires'>;

/** Milliseconds for which the signature of a call is good whose caller waits for it. */
export const SIGNATURE_LIFE = 60_000;
/** Milliseconds for which the signature of a call is good that waits in a queue: fourteen days, the longest that SQS keeps a message. */
export const QUEUED_SIGNATURE_LIFE = 14 * 24 * 60 * 60_000;
/** Milliseconds by which the clocks of two hosts may differ. */
export const CLOCK_SKEW = 30_000;

const VERSION = 'b1';
const tokenForm = /^b1\.([a-zA-Z0-9_-]+)\.([a-zA-Z0-9_-]+)\.([a-zA-Z0-9_-]{43})$/;
const claimsCodec = codecOf(Claims);

/**
 * Signs a call: `b1.<key id>.<claims>.<HMAC-SHA256 over all before it and the body>`. There is no choice of
 * algorithm, so none can be forced on a verifier. Whoever overhears a token may repeat the same call with it
 * until it expires, but can make no other.
 * @param now milliseconds since the epoch
 * @param life milliseconds until it expires
 */
export function signPrincipal(keys: KeyRing, { principal, caller, destination, shadow }: Signed, body: Buffer, now: number, life = SIGNATURE_LIFE): string {
  const claims: Claims = { principal, caller, destination, ...(shadow ? { shadow } : {}), expires: now + life };
  const { id, secret } = keys.first;
  const head = `${VERSION}.${id}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
  return head + signature(secret, head, body);
}

/**
 * What a token says, if it was made for this destination and this body by a host that shares a key.
 * @param now milliseconds since the epoch
 * @param life milliseconds for which it may have been signed at most
 * @throws {CallError} `unauthenticated`, not executed
 */
export function verifyPrincipal(
  keys: KeyRing,
  token: string | undefined,
  destination: string,
  body: Buffer,
  now: number,
  life = SIGNATURE_LIFE,
): Signed {
  if (token === undefined) throw refused(destination, "is not signed. Send the header 'authorization: Banyan <token>'.");
  const [, id, encoded, given] = tokenForm.exec(token) ?? [];
  if (id === undefined || encoded === undefined || given === undefined) {
    throw refused(destination, `carries a token of another form. Sign it as ${VERSION}.<key id>.<claims>.<signature>.`);
  }
  const key = keys.find(id);
  if (!key) throw refused(destination, `is signed with the key '${id}', which this host lacks. Add it to the key ring.`);
  const expected = signature(key.secret, `${VERSION}.${id}.${encoded}.`, body);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
    throw refused(destination, `was altered, or signed with another key '${id}'. Give both hosts the same key ring.`);
  }
  const claims: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
  if (!claimsCodec.check(claims)) throw refused(destination, 'makes claims that this host cannot read. Bring both hosts to the same release.');
  if (claims.destination !== destination) throw refused(destination, `was signed for ${claims.destination}. Sign each call for its own operation.`);
  if (claims.expires < now - CLOCK_SKEW) throw refused(destination, 'came after its signature expired. Sign it anew, and check that the clocks agree.');
  if (claims.expires > now + life + CLOCK_SKEW) {
    throw refused(destination, `is signed for longer than ${life} ms. Check that the clocks agree.`);
  }
  return claims;
}

function signature(secret: KeyObject, head: string, body: Buffer): string {
  return createHmac('sha256', secret).update(head).update(body).digest('base64url');
}

function refused(destination: string, reason: string): CallError {
  return refusal('unauthenticated', destination, `The call of ${destination} ${reason}`);
}
