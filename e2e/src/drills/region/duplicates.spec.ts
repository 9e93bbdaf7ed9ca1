import { expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../faults/checker/index.ts';
import { duplicates } from './duplicates.ts';

const charge = (key: string, outcome: 'approved' | 'declined' = 'approved'): LedgerEntry => ({ kind: 'charge', key, outcome, amount: 100, currency: 'GBP' });
const refund = (key: string): LedgerEntry => ({ kind: 'refund', key, chargeKey: key, amount: 100, currency: 'GBP' });

it('counts what was charged once more, and orders that nobody placed', () => {
  const once = [charge('a:1'), charge('b:1', 'declined'), charge('b:2'), refund('a:1')];
  expect(duplicates(once, { accepted: 2, placed: 2 })).toBe(0);
  expect(duplicates([...once, charge('a:2')], { accepted: 2, placed: 2 })).toBe(1);
  expect(duplicates(once, { accepted: 2, placed: 3 })).toBe(1);
  expect(duplicates(once, { accepted: 3, placed: 2 })).toBe(0);
});
