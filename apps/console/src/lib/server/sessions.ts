import { hkdfSync } from 'node:crypto';
import type { Key, KeyRing } from '@banyan/contracts/key-ring';
import { EncryptJWT, jwtDecrypt } from 'jose';

/** Who has signed in. The token never leaves the server but encrypted. */
export interface SignedIn {
  /** For the audit trail. */
  readonly name: string;
  readonly role: 'viewer' | 'operator';
  /** Of the control API. */
  readonly token: string;
}

/** What a browser keeps of a session: text that only the console can read or make. */
export interface Sessions {
  /** @param now when it begins; it lasts for twelve hours */
  seal(user: SignedIn, now: Date): Promise<string>;
  /** Nobody if the text is none of these, or no more. */
  open(text: string, now: Date): Promise<SignedIn | undefined>;
}

/** Seconds. */
export const sessionLasts = 12 * 60 * 60;
const audience = 'banyan console';

/** @param keys the first one seals, all of them open */
export function sessions(keys: KeyRing): Sessions {
  return {
    seal: ({ name, role, token }, now) =>
      new EncryptJWT({ name, role, token })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keys.first.id })
        .setAudience(audience)
        .setExpirationTime(Math.floor(now.getTime() / 1_000) + sessionLasts)
        .encrypt(derived(keys.first)),
    open: async (text, now) => {
      try {
        const { payload } = await jwtDecrypt(text, ({ kid = '' }) => derived(keyOf(keys, kid)), {
          audience,
          currentDate: now,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
        });
        const { name, role, token } = payload;
        return typeof name === 'string' && typeof token === 'string' && (role === 'viewer' || role === 'operator') ? { name, role, token } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function keyOf(keys: KeyRing, id: string): Key {
  const key = keys.find(id);
  if (!key) throw new Error('The session was sealed with a key that is kept no more.');
  return key;
}

/** A key of the length that the cipher takes, and for nothing else. */
function derived({ secret }: Key): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', audience, 32));
}
