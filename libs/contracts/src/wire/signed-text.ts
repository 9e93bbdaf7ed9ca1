import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Key, KeyRing } from '../key-ring.ts';

const form = /^([a-zA-Z0-9]{1,8})\.([a-zA-Z0-9_-]{43})\n([^]*)$/;

/**
 * Signs a text for a purpose: `<key id>.<HMAC-SHA256 of the purpose and the text>`, a new line, and the text itself, which
 * everybody may read. No signature that was made for another purpose holds.
 */
export function signText(keys: KeyRing, purpose: string, text: string): string {
  return `${keys.first.id}.${mac(keys.first, purpose, text)}\n${text}`;
}

/** The text, if a holder of the keys has signed it for this purpose; else undefined. */
export function openText(keys: KeyRing, purpose: string, signed: string): string | undefined {
  const [, id = '', given = '', text = ''] = form.exec(signed) ?? [];
  const key = keys.find(id);
  return key && timingSafeEqual(Buffer.from(mac(key, purpose, text)), Buffer.from(given)) ? text : undefined;
}

function mac({ secret }: Key, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n`).update(text).digest('base64url');
}
