import { databaseLogin, databaseOwner } from './database-login.ts';
import { keyRing } from './key-ring.ts';
import { redisLogin } from './redis-login.ts';
import type { Kind } from './secret.ts';

/** A secret that somebody presents; the one before it is refused from the roll-over on. */
const token: Kind = { next: (current, _place, fresh) => ({ ...current, value: fresh() }) };

/** The kinds of secrets that are made here. What the payment company gives is none of them. */
export const kinds: ReadonlyMap<string, Kind> = new Map([
  ['login', databaseLogin],
  ['owner', databaseOwner],
  ['key-ring', keyRing],
  ['redis', redisLogin],
  ['token', token],
]);
