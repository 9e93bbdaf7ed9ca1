import { Type } from 'typebox';
import { codecOf, type RouteOverride } from '../define/index.ts';
import type { KeyRing } from '../key-ring.ts';
import { openText, signText } from './signed-text.ts';

/** Milliseconds for which an override may hold at most: a day. */
export const OVERRIDE_LIFE = 24 * 60 * 60_000;

const PURPOSE = 'banyan override';
const claims = codecOf(
  Type.Object({
    /** Who granted it. */
    by: Type.String({ maxLength: 200 }),
    /** Entry → `local` or a target. */
    routes: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 100 })),
    /** Milliseconds since the epoch. */
    expires: Type.Integer(),
  }),
);

/** What an operator grants a tester or a tenant. */
export interface GrantedOverride {
  readonly by: string;
  readonly routes: RouteOverride['routes'];
  /** Milliseconds since the epoch; no later than a day from now. */
  readonly expires: number;
}

/** Makes the token of an override, for one header or one line. */
export function grantOverride(keys: KeyRing, granted: GrantedOverride): string {
  return signText(keys, PURPOSE, Buffer.from(JSON.stringify(granted)).toString('base64url')).replace('\n', '.');
}

/** The override of a token; undefined if it was not granted by a holder of the keys, or no longer holds. */
export function overrideOf(keys: KeyRing, token: string, now: number): RouteOverride | undefined {
  const end = token.lastIndexOf('.');
  const payload = openText(keys, PURPOSE, `${token.slice(0, end)}\n${token.slice(end + 1)}`);
  if (payload === undefined) return undefined;
  const granted: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (!claims.check(granted) || now > granted.expires || granted.expires - now > OVERRIDE_LIFE) return undefined;
  return { token, routes: granted.routes };
}
