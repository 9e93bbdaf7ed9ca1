import { createSecretKey, type KeyObject } from 'node:crypto';

/** The keys that hosts share: the first signs, and all verify, so that a key can be changed without a pause. */
export interface KeyRing {
  readonly signing: { readonly id: string; readonly key: KeyObject };
  readonly verifying: ReadonlyMap<string, KeyObject>;
}

const LEAST_BYTES = 32;
const entryForm = /^([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+)$/;

/**
 * Reads a key ring such as `k2:<base64url>,k1:<base64url>`.
 * @throws {Error} that lists everything that is wrong with it, without showing a key
 */
export function keyRing(text: string): KeyRing {
  const wrong: string[] = [];
  const verifying = new Map<string, KeyObject>();
  for (const [index, entry] of text.split(',').entries()) {
    const [, id, encoded] = entryForm.exec(entry.trim()) ?? [];
    if (id === undefined || encoded === undefined) {
      wrong.push(`entry ${index + 1} is not of the form 'id:key'; write the key as base64url.`);
      continue;
    }
    const secret = Buffer.from(encoded, 'base64url');
    if (secret.length < LEAST_BYTES) wrong.push(`the key '${id}' has ${secret.length} bytes; give it ${LEAST_BYTES} or more.`);
    if (verifying.has(id)) wrong.push(`the id '${id}' stands twice; give each key an id of its own.`);
    verifying.set(id, createSecretKey(secret));
  }
  const [first] = verifying;
  if (wrong.length > 0 || !first) throw new Error(`The key ring cannot be used:\n- ${wrong.join('\n- ')}`);
  return { signing: { id: first[0], key: first[1] }, verifying };
}
