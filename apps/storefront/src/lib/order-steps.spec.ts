import { describe, expect, it } from '@jest/globals';
import { stepsOf } from './order-steps.ts';
import { isSettled, statusWords } from './order-status.ts';

const at = '2026-11-30T12:00:00.000Z';

describe('an order on its way', () => {
  it('shows where it is and what is ahead', () => {
    expect(stepsOf({ status: 'accepted', history: [{ status: 'accepted', at }] }).map(({ label, state }) => [label, state])).toEqual([['Received', 'now'], ['In progress', 'ahead'], ['Confirmed', 'ahead']]);
  });

  it('shows nothing ahead once it came to nothing', () => {
    expect(stepsOf({ status: 'rejected', history: [{ status: 'accepted', at }, { status: 'rejected', at }] }).map(({ label, state }) => [label, state])).toEqual([['Received', 'done'], ['Not possible', 'done']]);
  });

  it('is settled when the shop does no more about it by itself', () => {
    expect(isSettled({ status: 'confirmed', stale: false }, false)).toBe(true);
    expect(isSettled({ status: 'confirmed', stale: false }, true)).toBe(false);
    expect(isSettled({ status: 'confirmed', stale: true }, false)).toBe(false);
    expect(isSettled({ status: 'accepted', stale: false }, false)).toBe(false);
    expect(isSettled({ status: 'cancelled', stale: false }, true)).toBe(true);
  });

  it('says why it came to nothing', () => {
    expect(statusWords({ status: 'rejected', reason: 'paymentDeclined' }).text).toContain('declined');
  });
});
