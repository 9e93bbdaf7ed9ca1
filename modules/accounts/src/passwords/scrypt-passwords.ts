import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '../ports/passwords.ts';
import { atMost } from './at-most.ts';
import { formatHash, parseHash, type ScryptCost, type ScryptHash } from './scrypt-hash.ts';

/** 2^17 rounds of 8 blocks: 128 MB and about a third of a second for each guess. */
export const defaultCost: ScryptCost = { logN: 17, r: 8, p: 1 };

const saltBytes = 16;
const keyBytes = 32;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/**
 * Passwords hashed by scrypt; each hash carries its own salt and cost, so the cost may be raised later.
 * Two run at a time: they occupy threads on which session tokens are verified as well.
 */
export function scryptPasswords(cost: ScryptCost = defaultCost): Passwords {
  const inTurn = atMost(2);
  const keyOf = (password: string, { cost: { logN, r, p }, salt }: Omit<ScryptHash, 'key'>) =>
    inTurn(() => derive(password.normalize('NFKC'), salt, keyBytes, { N: 2 ** logN, r, p, maxmem: 256 * r * 2 ** logN }));
  const decoy: ScryptHash = { cost, salt: randomBytes(saltBytes), key: randomBytes(keyBytes) };

  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return formatHash({ cost, salt, key: await keyOf(password, { cost, salt }) });
    },

    async verify(password, stored) {
      const expected = stored === undefined ? decoy : parseHash(stored);
      return timingSafeEqual(await keyOf(password, expected), expected.key) && stored !== undefined;
    },
  };
}
