import { describe, expect, it } from '@jest/globals';
import { emptyFields, linesSeen, refusedFields, type CheckoutFields } from './checkout-form.ts';

const filled: CheckoutFields = { email: 'a@b.org', name: 'Ada', line1: '1 Road', line2: '', city: 'London', postcode: 'SW1', country: 'GB', payment: 'tok_approved' };

describe('the checkout', () => {
  it('names every empty field at once, and an e-mail address for guests only', () => {
    const empty = { ...filled, email: '', name: '', city: '' };
    expect(Object.keys(emptyFields(empty, { guest: true })).sort()).toEqual(['city', 'email', 'name']);
    expect(Object.keys(emptyFields(empty, { guest: false })).sort()).toEqual(['city', 'name']);
    expect(emptyFields(filled, { guest: true })).toEqual({});
  });

  it('finds the field for each mistake that the shop names', () => {
    expect(Object.keys(refusedFields([{ pointer: '/email' }, { pointer: '/shipTo/postcode' }, { pointer: '/elsewhere' }]))).toEqual(['email', 'postcode']);
  });

  it('orders what was seen', () => {
    expect(linesSeen(['MUG', 'LAMP'], ['2', '1'])).toEqual([{ sku: 'MUG', quantity: 2 }, { sku: 'LAMP', quantity: 1 }]);
  });
});
