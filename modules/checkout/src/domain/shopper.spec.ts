import { describe, expect, it } from '@jest/globals';
import { shopperOf } from './shopper.ts';

describe('who orders', () => {
  it('is a customer by id, whichever e-mail address comes along', () => {
    expect(shopperOf({ kind: 'customer', customerId: 'cus_12345678' }, 'x@y.example')).toEqual({ kind: 'customer', customerId: 'cus_12345678' });
  });

  it('is a guest by normalised e-mail address', () => {
    expect(shopperOf({ kind: 'guest' }, ' Ada@Example.ORG ')).toEqual({ kind: 'guest', email: 'ada@example.org' });
  });

  it('is not known of a guest without an address', () => {
    expect(shopperOf({ kind: 'guest' }, undefined)).toBeNull();
    expect(shopperOf({ kind: 'guest' }, '  ')).toBeNull();
  });
});
