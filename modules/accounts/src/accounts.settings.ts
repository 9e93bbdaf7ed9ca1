import { keyRingPattern } from '@banyan/contracts/key-ring';
import { Type, type Static } from 'typebox';

/** What the accounts module needs from its environment. */
export const accountsSettings = Type.Object({
  SESSION_KEYS: Type.String({
    pattern: keyRingPattern,
    description:
      'Keys of session tokens, as `k2:<base64url>,k1:<base64url>` with at least 32 random bytes each: the first signs, all verify. ' +
      'Put a new key in front, and take an old one away once its last session has expired (12 hours).',
  }),
});
export type AccountsSettings = Static<typeof accountsSettings>;
