import { createSecretKey, type KeyObject } from 'node:crypto';

/** A secret with its name. */
export interface Key {
  readonly id: string;
  readonly secret: KeyObject;
}

/** Keys that overlap while they are exchanged, so that there is no pause: the first signs, all of them verify. */
export interface KeyRing {
  readonly first: Key;
  find(id: string): Key | undefined;
}

const key = '[A-Za-z0-9]{1,8}:[A-Za-z0-9_-]{43,}';

/** The form of a key ring's text, `k2:<base64url>,k1:<base64url>` with 256 bits or more each, as a pattern of JSON Schema. */
export const keyRingPattern = `^${key}(,${key})*$`;

/**
 * Reads a key ring.
 * @param setting where the text comes from, for the message; the text itself is never shown
 * @throws {Error} if it is out of form, or names two keys alike
 */
export function parseKeyRing(setting: string, text: string): KeyRing {
  if (!new RegExp(keyRingPattern).test(text)) {
    throw new Error(`${setting} is no key ring. Write it as k2:<base64url>,k1:<base64url>, each key of 256 bits or more, the one that signs first.`);
  }
  const keys = text.split(',').map((part): Key => {
    const [id = '', secret = ''] = part.split(':');
    return { id, secret: createSecretKey(Buffer.from(secret, 'base64url')) };
  });
  const [first] = keys;
  const byId = new Map(keys.map((each) => [each.id, each]));
  if (!first || byId.size < keys.length) throw new Error(`${setting} names two keys alike. Give each key an id of its own.`);
  return { first, find: (id) => byId.get(id) };
}
