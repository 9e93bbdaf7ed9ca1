import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** Texts as one, each behind its length in bytes, so that no two lists of texts give the same. */
export function joined(texts: readonly string[]): string {
  return texts.map((text) => `${Buffer.byteLength(text)}:${text}`).join('');
}

/** SHA-256 of the text. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** HMAC-SHA256 of the text. */
export function keyedDigest(secret: KeyObject, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

/** The first 128 bits in base64url: 22 characters. */
export function shortName(bytes: Buffer): string {
  return bytes.subarray(0, 16).toString('base64url');
}
