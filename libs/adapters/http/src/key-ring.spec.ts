import { describe, expect, it } from '@jest/globals';
import { keyRing } from './key-ring.ts';

const key = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64url');

describe('a key ring', () => {
  it('signs with its first key and verifies with all', () => {
    const ring = keyRing(`k2:${key(2)}, k1:${key(1)}`);
    expect(ring.signing.id).toBe('k2');
    expect([...ring.verifying.keys()]).toEqual(['k2', 'k1']);
  });

  it('says everything that is wrong with it, and shows no key', () => {
    const text = `nonsense,k1:${key(1, 8)},k2:${key(2)},k2:${key(3)}`;
    const read = () => keyRing(text);
    expect(read).toThrow(/entry 1[\s\S]*'k1' has 8 bytes[\s\S]*'k2' stands twice/);
    expect(read).not.toThrow(new RegExp(key(2)));
  });

  it('cannot be empty', () => {
    expect(() => keyRing('')).toThrow(/entry 1/);
  });
});
