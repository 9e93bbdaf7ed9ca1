import { describe, expect, it } from '@jest/globals';
import { parseKeyRing } from './key-ring.ts';

const secret = Buffer.alloc(32, 7).toString('base64url');
const other = Buffer.alloc(32, 8).toString('base64url');

describe('a key ring', () => {
  it('signs with the first of its keys and finds all', () => {
    const ring = parseKeyRing('RECEIPT_KEYS', `k2:${secret},k1:${other}`);
    expect(ring.first.id).toBe('k2');
    expect(ring.find('k1')?.secret.export()).toEqual(Buffer.alloc(32, 8));
    expect(ring.find('k3')).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a key without an id', secret],
    ['a short key', 'k1:c2hvcnQ'],
    ['a blank', `k1:${secret}, k2:${other}`],
    ['two keys alike', `k1:${secret},k1:${other}`],
  ])('refuses %s, names the setting and shows no secret', (_what, text) => {
    expect(() => parseKeyRing('RECEIPT_KEYS', text)).toThrow(/^RECEIPT_KEYS (?!.*(BwcH|CAgI))/);
  });
});
