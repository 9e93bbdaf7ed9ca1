import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from '../key-ring.ts';
import { openText, signText } from './signed-text.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url');
const old = parseKeyRing('KEYS', `k1:${key(1)}`);
const rotated = parseKeyRing('KEYS', `k2:${key(2)},k1:${key(1)}`);
const text = '{"routes": "Grüße\n🌳"}\n';
const signed = signText(old, 'routes', text);

describe('a signed text', () => {
  it('opens as it was, also while keys are exchanged', () => {
    expect(openText(old, 'routes', signed)).toBe(text);
    expect(openText(rotated, 'routes', signed)).toBe(text);
    expect(openText(rotated, 'routes', signText(rotated, 'routes', ''))).toBe('');
  });

  it('does not open for another purpose, by another key, or without a signature', () => {
    expect(openText(old, 'overrides', signed)).toBeUndefined();
    expect(openText(parseKeyRing('KEYS', `k1:${key(9)}`), 'routes', signed)).toBeUndefined();
    expect(openText(old, 'routes', signText(rotated, 'routes', text))).toBeUndefined();
    expect(openText(old, 'routes', text)).toBeUndefined();
  });

  it('does not open with any single character changed', () => {
    for (let at = 0; at < signed.length; at++) {
      const other = signed[at] === 'A' ? 'B' : 'A';
      expect(openText(old, 'routes', signed.slice(0, at) + other + signed.slice(at + 1))).toBeUndefined();
    }
  });
});
