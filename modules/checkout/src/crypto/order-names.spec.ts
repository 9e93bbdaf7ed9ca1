import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codecOf } from '@banyan/contracts/define';
import { Buyer, OrderId } from '@banyan/contracts/values';
import type { OrderRequest } from '@banyan/contracts/checkout';
import type { Shopper } from '../domain/shopper.ts';
import { buyerOf } from './buyer.ts';
import { joined } from './digests.ts';
import { parseKeyRing } from '@banyan/contracts/key-ring';
import { orderIdOf } from './order-id.ts';
import { fingerprintOf } from './request-fingerprint.ts';

const keys = parseKeyRing('KEYS', `k1:${Buffer.alloc(32, 1).toString('base64url')}`);
const newKeys = parseKeyRing('KEYS', `k2:${Buffer.alloc(32, 2).toString('base64url')},k1:${Buffer.alloc(32, 1).toString('base64url')}`);
const customer: Shopper = { kind: 'customer', customerId: 'cus_12345678' };
const guest: Shopper = { kind: 'guest', email: 'ada@example.org' };
const request: OrderRequest = {
  lines: [{ sku: 'A', quantity: 1 }],
  market: 'GB',
  shipTo: { name: 'Ada', line1: '1 Row', city: 'London', postcode: 'N1', country: 'GB' },
  payment: { token: 'tok_approved' },
};

describe('an order id', () => {
  it('is the same for the same shopper and key, and fits the contract', () => {
    const id = orderIdOf(keys, guest, 'key-0123456789abcdef');
    expect(orderIdOf(keys, guest, 'key-0123456789abcdef')).toBe(id);
    expect(codecOf(OrderId).check(id)).toBe(true);
    expect(id.startsWith('ord_k1')).toBe(true);
  });

  it('differs by shopper, by kind of shopper and by idempotency key', () => {
    const named = { kind: 'guest', email: 'cus_12345678' } as const;
    const ids = [orderIdOf(keys, customer, 'one'), orderIdOf(keys, named, 'one'), orderIdOf(keys, guest, 'one'), orderIdOf(keys, guest, 'two')];
    expect(new Set(ids).size).toBe(4);
  });

  it('is made of texts that no other texts can be mistaken for', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 4 });
    fc.assert(fc.property(texts, texts, (some, others) => (joined(some) === joined(others)) === (JSON.stringify(some) === JSON.stringify(others))));
    expect(joined(['1:a', 'b'])).not.toBe(joined(['1', 'a1:b']));
  });
});

describe('a buyer', () => {
  it("is the customer's own id", () => {
    expect(buyerOf(keys, customer)).toBe('cus_12345678');
  });

  it('hides a guest, yet is the same for the same address', () => {
    const buyer = buyerOf(keys, guest);
    expect(buyer).toBe(buyerOf(keys, { ...guest }));
    expect(buyer).not.toContain('ada');
    expect(codecOf(Buyer).check(buyer)).toBe(true);
    expect(buyerOf(newKeys, guest)).not.toBe(buyer);
  });
});

describe('the fingerprint of a request', () => {
  it('is the same for the same request, in whichever order its properties came', () => {
    const { market, ...rest } = request;
    expect(fingerprintOf(guest, 'key', { ...rest, market })).toEqual(fingerprintOf(guest, 'key', request));
  });

  it('keeps its key and changes its hash with the body', () => {
    const one = fingerprintOf(guest, 'key', request);
    const other = fingerprintOf(guest, 'key', { ...request, market: 'FR' });
    expect(other.requestKey).toBe(one.requestKey);
    expect(other.requestHash).not.toBe(one.requestHash);
  });
});
