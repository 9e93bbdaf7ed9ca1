import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keyedPseudonyms } from './pseudonyms.ts';

describe('a pseudonym', () => {
  const one = keyedPseudonyms(createSecretKey(Buffer.alloc(32, 1)));
  const other = keyedPseudonyms(createSecretKey(Buffer.alloc(32, 2)));

  it('is the same for the same person, and another one for another person or by another key', () => {
    expect(one.of('cus_1')).toBe(one.of('cus_1'));
    expect(new Set([one.of('cus_1'), one.of('cus_2'), other.of('cus_1')]).size).toBe(3);
  });

  it('holds 128 bits, whatever the person is called', () => {
    expect([one.of(''), one.of('x'.repeat(1_000))].map((text) => Buffer.from(text, 'base64url').length)).toEqual([16, 16]);
  });

  it('comes with the name of its key, which is nobody’s pseudonym', () => {
    expect(one.keyId).not.toBe(other.keyId);
    expect(one.of('id')).not.toBe(one.keyId);
  });
});
