import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from './key-ring.ts';

const secret = (fill: number, bytes = 32) => Buffer.alloc(bytes, fill).toString('base64url');

describe('a key ring', () => {
  it('signs with its first key and verifies with all', () => {
    const ring = parseKeyRing(`k2:${secret(2)},k1:${secret(1)}`);
    expect(ring.signing.name).toBe('k2');
    expect([...ring.verifying.keys()]).toEqual(['k2', 'k1']);
  });

  it.each([
    ['no key', ''],
    ['a key without a name', `:${secret(1)}`],
    ['a name used twice', `k1:${secret(1)},k1:${secret(2)}`],
    ['a key that is too short', `k1:${secret(1, 31)}`],
  ])('refuses %s, and repeats no key', (_what, setting) => {
    expect(() => parseKeyRing(setting)).toThrow(/^Key \d needs a name of its own and at least 32 bytes: write <name>:<base64url>\.$/);
  });
});
