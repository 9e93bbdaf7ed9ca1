/** A secret with its name. */
export interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/** Keys that overlap while they are exchanged: the first signs, all verify. */
export interface KeyRing {
  readonly first: Key;
  find(id: string): Key | undefined;
}

const key = '[A-Za-z0-9]{1,8}:[A-Za-z0-9_-]{22,}';

/** The form of a key ring's text, `k2:<base64url>,k1:<base64url>` with 128 bits or more each, as a pattern of JSON Schema. */
export const keyRingPattern = `^${key}(,${key})*$`;

/**
 * Reads a key ring.
 * @param name the setting it comes from, for the message; the text itself is never shown
 */
export function parseKeyRing(name: string, text: string): KeyRing {
  if (!new RegExp(keyRingPattern).test(text)) {
    throw new Error(`${name} is no key ring. Write it as k2:<base64url>,k1:<base64url>, each key of 128 bits or more, the one that signs first.`);
  }
  const keys = text.split(',').map((part): Key => {
    const [id = '', secret = ''] = part.split(':');
    return { id, secret: Buffer.from(secret, 'base64url') };
  });
  const [first] = keys;
  const byId = new Map(keys.map((each) => [each.id, each]));
  if (!first || byId.size < keys.length) throw new Error(`${name} names two keys alike. Give each key an id of its own.`);
  return { first, find: (id) => byId.get(id) };
}
