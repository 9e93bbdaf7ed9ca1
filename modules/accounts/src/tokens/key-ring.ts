import { createSecretKey, type KeyObject } from 'node:crypto';

/** Keys by name: the first signs, all verify, so keys can be replaced while old tokens are still about. */
export interface KeyRing {
  readonly signing: { readonly name: string; readonly key: KeyObject };
  readonly verifying: ReadonlyMap<string, KeyObject>;
}

/**
 * Reads `k2:<base64url>,k1:<base64url>`.
 * @throws {Error} for a key without a name, a name used twice, or fewer than 32 bytes; no key is repeated in it
 */
export function parseKeyRing(setting: string): KeyRing {
  const verifying = new Map<string, KeyObject>();
  for (const [index, entry] of setting.split(',').entries()) {
    const [name = '', secret = ''] = entry.split(':');
    const bytes = Buffer.from(secret, 'base64url');
    if (name === '' || verifying.has(name) || bytes.length < 32) {
      throw new Error(`Key ${index + 1} needs a name of its own and at least 32 bytes: write <name>:<base64url>.`);
    }
    verifying.set(name, createSecretKey(bytes));
  }
  const [first] = verifying;
  if (!first) throw new Error('At least one key is needed: write <name>:<base64url>.');
  return { signing: { name: first[0], key: first[1] }, verifying };
}
