import { createHmac, type KeyObject } from 'node:crypto';

/** Bytes of a digest that are kept: two of a billion people share 16 of them with a chance of 1 to 10²⁰. */
const kept = 16;

/** Gives people other names: the same person gets the same one, and nobody finds the person behind it without the key. */
export interface Pseudonyms {
  of(person: string): string;
  /** Tells one key from another, and nothing of it. */
  readonly keyId: string;
}

/** Pseudonyms by HMAC-SHA-256, so that a list of likely names is of no use to whoever has the reports. @param key of the environment's own */
export function keyedPseudonyms(key: KeyObject): Pseudonyms {
  const digest = (of: string, text: string) => createHmac('sha256', key).update(`${of}\n${text}`).digest().subarray(0, kept).toString('base64url');
  return { of: (person) => digest('person', person), keyId: digest('key', 'id') };
}
