import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideCancelling, decidePlacing } from './decide.ts';
import { evolve } from './evolve.ts';
import { acceptedOrder, stateOf, type Order } from './order.ts';
import type { Step } from './step.ts';

const acceptedAt = '2026-11-01T10:00:00.000Z';
const at = '2026-11-01T10:00:05.000Z';
const total = { amount: 1_250, currency: 'GBP' };
const lines = [{ sku: '22423', name: 'Cakestand', quantity: 1, unitPrice: 1_250 }];

const priced: Step = { kind: 'priced', total, lines };
const refused: Step = { kind: 'refused', reason: 'notSoldInMarket', sku: '22423' };
const reserved: Step = { kind: 'reserved' };
const outOfStock: Step = { kind: 'outOfStock', sku: '22423' };
const charged: Step = { kind: 'charged', chargeId: 'ch_1' };
const declined: Step = { kind: 'declined' };
const refunded: Step = { kind: 'refunded' };
const released: Step = { kind: 'released' };
const allSteps = [priced, refused, reserved, outOfStock, charged, declined, refunded, released];

const accepted = acceptedOrder({ orderId: 'ord_k23456789012345678901234', buyer: 'cus_12345678', market: 'GB', acceptedAt });
const given = (...steps: Step[]): Order => steps.reduce((order, step) => evolve(order, step, at), accepted);

describe('an order after its steps', () => {
  it.each<[name: string, steps: Step[], state: object]>([
    ['priced', [priced], { status: 'processing', revision: 1, total, lines }],
    ['reserved', [priced, reserved], { status: 'processing', revision: 1 }],
    ['charged', [priced, reserved, charged], { status: 'confirmed', revision: 2, total, lines }],
    ['declined', [priced, reserved, declined], { status: 'processing', revision: 1 }],
    ['released after the refusal of payment', [priced, reserved, declined, released], { status: 'rejected', revision: 2 }],
    ['refused', [refused], { status: 'rejected', revision: 1 }],
    ['out of stock', [priced, outOfStock], { status: 'rejected', revision: 2, total, lines }],
    ['refunded', [priced, reserved, charged, refunded], { status: 'confirmed', revision: 2 }],
    ['released after the refund', [priced, reserved, charged, refunded, released], { status: 'cancelled', revision: 3 }],
  ])('%s', (_name, steps, state) => {
    expect(stateOf(given(...steps))).toMatchObject(state);
  });

  it('has no lines and no total if it was refused before it was priced', () => {
    expect(stateOf(given(refused))).toEqual({
      orderId: accepted.orderId,
      buyer: accepted.buyer,
      market: 'GB',
      status: 'rejected',
      history: [
        { status: 'accepted', at: acceptedAt },
        { status: 'rejected', at, reason: 'notSoldInMarket', sku: '22423' },
      ],
      revision: 1,
    });
  });

  it.each<[reason: string, steps: Step[], entry: object]>([
    ['outOfStock', [priced, outOfStock], { reason: 'outOfStock', sku: '22423' }],
    ['paymentDeclined', [priced, reserved, declined, released], { reason: 'paymentDeclined' }],
  ])('tells in its history that it was rejected: %s', (_reason, steps, entry) => {
    expect(given(...steps).history.at(-1)).toEqual({ status: 'rejected', at, ...entry });
  });

  it('tells the instant of acceptance in UTC', () => {
    const order = acceptedOrder({ ...accepted, acceptedAt: '2026-11-01T11:00:00+01:00' });
    expect(order.history).toEqual([{ status: 'accepted', at: acceptedAt }]);
  });
});

describe('a step that cannot follow', () => {
  it.each<[name: string, steps: Step[], step: Step]>([
    ['a charge before the reservation', [priced], charged],
    ['a second charge', [priced, reserved, charged], charged],
    ['a release of stock that is sold', [priced, reserved, charged], released],
    ['a refund of a rejected order', [refused], refunded],
    ['anything after the cancellation', [priced, reserved, charged, refunded, released], released],
  ])('is refused: %s', (_name, steps, step) => {
    expect(() => evolve(given(...steps), step, at)).toThrow(`cannot be ${step.kind}`);
  });
});

describe('whatever happens to an order', () => {
  const rank = { accepted: 0, processing: 1, confirmed: 2, rejected: 3, cancelled: 3 };

  /** Takes from arbitrary steps those that may follow, as a ledger would. */
  const wander = (steps: readonly Step[]): Order[] =>
    steps.reduce(
      (orders, step) => {
        try {
          return [...orders, evolve(orders.at(-1)!, step, at)];
        } catch {
          return orders;
        }
      },
      [accepted],
    );

  it('its status never goes backwards, its revision rises by one with each change, and its history ends in its status', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...allSteps), { maxLength: 60 }), (steps) => {
        const states = wander(steps).map(stateOf);
        for (const [index, state] of states.entries()) {
          expect(state.history.at(-1)!.status).toBe(state.status);
          const before = states[index - 1];
          if (!before) continue;
          expect(rank[state.status]).toBeGreaterThanOrEqual(rank[before.status]);
          expect(state.revision - before.revision).toBe(state.status === before.status ? 0 : 1);
          expect(state.history.slice(0, before.history.length)).toEqual(before.history);
        }
      }),
    );
  });

  it('nothing is left to do only once it is rejected or cancelled', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...allSteps), { maxLength: 60 }), (steps) => {
        const order = wander(steps).at(-1)!;
        const open = decidePlacing(order) ?? decideCancelling(order);
        expect(open === undefined).toBe(['rejected', 'cancelled'].includes(order.stage));
      }),
    );
  });
});
