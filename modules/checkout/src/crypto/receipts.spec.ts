import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AcceptedOrder } from '@banyan/contracts/checkout';
import { codecOf } from '@banyan/contracts/define';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { receiptsWith } from './receipts.ts';

const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64url')}`;
const receipts = receiptsWith(parseKeyRing('KEYS', key('k1', 1)));
const claim = { orderId: 'ord_k1AAAAAAAAAAAAAAAAAAAAAA', acceptedAt: '2026-11-23T10:00:00.123Z' };
const receipt = receipts.write(claim);

describe('a receipt', () => {
  it('proves what it was written for, and fits the contract', () => {
    expect(receipts.read(receipt)).toEqual(claim);
    expect(codecOf(AcceptedOrder).violations({ ...claim, status: 'accepted', receipt })).toEqual([]);
  });

  it('proves nothing once a single character is changed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.';
    fc.assert(
      fc.property(fc.nat(receipt.length - 1), fc.constantFrom(...alphabet), (place, character) => {
        fc.pre(receipt[place] !== character);
        expect(receipts.read(receipt.slice(0, place) + character + receipt.slice(place + 1))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('proves nothing if it is something else altogether', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(receipts.read(text)).toBeNull()));
  });

  it('stays valid while its key is in the ring, and no longer', () => {
    expect(receiptsWith(parseKeyRing('KEYS', `${key('k2', 2)},${key('k1', 1)}`)).read(receipt)).toEqual(claim);
    expect(receiptsWith(parseKeyRing('KEYS', key('k2', 2))).read(receipt)).toBeNull();
    expect(receiptsWith(parseKeyRing('KEYS', key('k1', 2))).read(receipt)).toBeNull();
  });
});
