import { Type, type Static } from 'typebox';
import { CallError, codecOf, type CallContext } from '../define/index.ts';
import type { KeyRing } from '../key-ring.ts';
import { overrideOf } from './route-override.ts';
import { SIGNATURE_LIFE, signPrincipal, verifyPrincipal } from './signed-principal.ts';

/**
 * A call as one JSON value, for transports that carry nothing beside it: queues, and Nest's own transporters. The
 * token vouches for everything else in it.
 */
export const SealedCall = Type.Object({
  /** What is called: `catalog.getProduct`, or another message pattern of a host. */
  destination: Type.String({ maxLength: 200 }),
  /** The contract's version that the caller was written against. */
  contractVersion: Type.String({ maxLength: 40 }),
  /** JSON text. */
  input: Type.String(),
  deadline: Type.Integer(),
  traceparent: Type.String({ maxLength: 100 }),
  routeVersion: Type.Integer(),
  visitor: Type.Optional(Type.String({ maxLength: 200 })),
  /** The token of an override, which vouches for itself. */
  override: Type.Optional(Type.String({ maxLength: 4_000 })),
  token: Type.String(),
});
export type SealedCall = Static<typeof SealedCall>;

/** A call before it is sealed, and after it was opened. */
export interface OpenCall {
  readonly destination: string;
  readonly contractVersion: string;
  readonly input: unknown;
  readonly context: CallContext;
}

/** When a call is sealed or opened, and for how long its seal holds; both in milliseconds, the first since the epoch. */
export interface SealTime {
  readonly now: number;
  readonly life?: number;
}

const sealedCall = codecOf(SealedCall);

/** Seals a call for its destination. */
export function sealCall(keys: KeyRing, { destination, contractVersion, input, context }: OpenCall, { now, life = SIGNATURE_LIFE }: SealTime): SealedCall {
  const { principal, caller, deadline, traceparent, routeVersion, visitor, override, shadow } = context;
  const routing = { ...(visitor === undefined ? {} : { visitor }), ...(override ? { override: override.token } : {}) };
  const open = { destination, contractVersion, input: JSON.stringify(input), deadline, traceparent, routeVersion, ...routing };
  return { ...open, token: signPrincipal(keys, { principal, caller, destination, ...(shadow ? { shadow } : {}) }, signedPart(open), now, life) };
}

/**
 * Opens a call that was sealed by a host which shares a key.
 * @throws {CallError} `contractViolation` if it is no sealed call, `unauthenticated` if its seal is broken or too old; not executed
 */
export function openCall(keys: KeyRing, sealed: unknown, { now, life = SIGNATURE_LIFE }: SealTime): OpenCall {
  if (!sealedCall.check(sealed)) {
    throw new CallError('contractViolation', 'call', 'This is no sealed call; mend what the violations point to.', {
      executed: 'no',
      violations: sealedCall.violations(sealed),
    });
  }
  const { destination, contractVersion, deadline, traceparent, routeVersion, visitor, token } = sealed;
  const { principal, caller, shadow } = verifyPrincipal(keys, token, destination, signedPart(sealed), now, life);
  const input: unknown = JSON.parse(sealed.input);
  const override = sealed.override === undefined ? undefined : overrideOf(keys, sealed.override, now);
  const routing = { ...(visitor === undefined ? {} : { visitor }), ...(override ? { override } : {}), ...(shadow ? { shadow } : {}) };
  return { destination, contractVersion, input, context: { principal, caller, deadline, traceparent, routeVersion, ...routing } };
}

/** Everything but the token, and the destination, which the token names itself. */
function signedPart({ contractVersion, input, deadline, traceparent, routeVersion, visitor }: Omit<SealedCall, 'token'>): Buffer {
  // A call without a visitor is signed as it always was, so that hosts of earlier releases open it.
  return Buffer.from(JSON.stringify([contractVersion, input, deadline, traceparent, routeVersion, ...(visitor === undefined ? [] : [visitor])]));
}
