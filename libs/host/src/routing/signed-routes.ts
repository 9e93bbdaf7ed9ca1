import { codecOf } from '@banyan/contracts/define';
import type { KeyRing } from '@banyan/contracts/key-ring';
import { openText, signText } from '@banyan/contracts/wire';
import { RoutesUnreadable, type RouteCodec } from '@banyan/strangler';
import { Type } from 'typebox';
import { RouteTableSchema } from './route-schemas.ts';

const PURPOSE = 'banyan routes';
const change = codecOf(Type.Object({ table: RouteTableSchema, by: Type.String({ maxLength: 200 }), at: Type.String({ maxLength: 40 }), why: Type.String({ maxLength: 1_000 }) }));

/** Routes as text that only a holder of the keys can have written: a store that is damaged, or written to by a stranger, changes no route. */
export function signedRoutes(keys: KeyRing): RouteCodec {
  return {
    encode: (made) => signText(keys, PURPOSE, JSON.stringify(made)),
    decode(text) {
      const json = openText(keys, PURPOSE, text);
      if (json === undefined) {
        throw new RoutesUnreadable('The routes are damaged, or signed with a key that this host lacks; those in force stay. Look at the store, and at INTERNAL_KEYS.');
      }
      const value: unknown = JSON.parse(json);
      if (change.check(value)) return change.copy(value);
      throw new RoutesUnreadable(`The routes have a form that this release does not know: ${JSON.stringify(change.violations(value))}`);
    },
  };
}
