import { describe, expect, it } from '@jest/globals';
import { decideCancelling, decidePlacing } from './decide.ts';
import type { Order } from './order.ts';

const at = '2026-11-01T10:00:00.000Z';
const total = { amount: 1_250, currency: 'GBP' };
const order = (stage: Order['stage']): Order => ({
  orderId: 'ord_k23456789012345678901234',
  buyer: 'cus_12345678',
  market: 'GB',
  stage,
  priced: { total, lines: [] },
  history: [{ status: 'accepted', at }],
});

describe('what is next', () => {
  it.each<[stage: Order['stage'], placing: object | undefined, cancelling: object | undefined]>([
    ['accepted', { kind: 'price' }, undefined],
    ['priced', { kind: 'reserve' }, undefined],
    ['reserved', { kind: 'charge', money: total }, undefined],
    ['declined', { kind: 'release' }, undefined],
    ['confirmed', undefined, { kind: 'refund' }],
    ['refunded', undefined, { kind: 'release' }],
    ['rejected', undefined, undefined],
    ['cancelled', undefined, undefined],
  ])('for an order that is %s: placing %j, cancelling %j', (stage, placing, cancelling) => {
    expect(decidePlacing(order(stage))).toEqual(placing);
    expect(decideCancelling(order(stage))).toEqual(cancelling);
  });
});
