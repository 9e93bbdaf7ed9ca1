import { describe, expect, it } from '@jest/globals';
import { OrderView } from '@banyan/contracts/checkout';
import { codecOf } from '@banyan/contracts/define';
import type { OrderState } from '@banyan/contracts/orders';
import { orderView, receiptedView } from './order-view.ts';

const intake = {
  orderId: 'ord_k1AAAAAAAAAAAAAAAAAAAAAA',
  buyer: 'cus_12345678',
  market: 'GB',
  acceptedAt: '2026-11-23T10:00:00.000Z',
  lines: [{ sku: 'A', quantity: 2 }],
};
const accepted = { status: 'accepted', at: intake.acceptedAt } as const;
const processing: OrderState = {
  ...intake,
  lines: [{ sku: 'A', name: 'Lamp', quantity: 2, unitPrice: 255 }],
  total: { amount: 510, currency: 'GBP' },
  status: 'processing',
  revision: 1,
  history: [accepted, { status: 'processing', at: '2026-11-23T10:00:01.000Z' }],
};
const rejected: OrderState = {
  ...processing,
  status: 'rejected',
  revision: 2,
  history: [...processing.history, { status: 'rejected', at: '2026-11-23T10:00:02.000Z', reason: 'outOfStock', sku: 'A' }],
};
const recordedAt = '2026-11-23T10:00:03.000Z';
const now = '2026-11-23T10:00:09.000Z';

describe('what the shopper sees of an order', () => {
  it('is accepted, with the lines as ordered, until orders has begun with it', () => {
    expect(orderView({ intake, kept: null, notExecuted: [] }, { kind: 'notBegun' }, now)).toEqual({
      orderId: intake.orderId, status: 'accepted', market: 'GB', acceptedAt: intake.acceptedAt, lines: intake.lines, history: [accepted], asOf: now, stale: false,
    });
  });

  it("is orders' word as of now", () => {
    const view = orderView({ intake, kept: { state: processing, recordedAt }, notExecuted: [] }, { kind: 'state', state: rejected }, now);
    expect(view).toMatchObject({ status: 'rejected', reason: 'outOfStock', lines: processing.lines, total: processing.total, asOf: now, stale: false });
  });

  it('is the kept word, as of when it was kept, where orders tells an older one', () => {
    for (const answer of [{ kind: 'state', state: processing }, { kind: 'notBegun' }] as const) {
      expect(orderView({ intake, kept: { state: rejected, recordedAt }, notExecuted: [] }, answer, now)).toMatchObject({ status: 'rejected', asOf: recordedAt, stale: false });
    }
  });

  it('is stale, as of the last word, while orders is away', () => {
    expect(orderView({ intake, kept: { state: processing, recordedAt }, notExecuted: [] }, { kind: 'away' }, now)).toMatchObject({ status: 'processing', asOf: recordedAt, stale: true });
    expect(orderView({ intake, kept: null, notExecuted: [] }, { kind: 'away' }, now)).toMatchObject({ status: 'accepted', asOf: intake.acceptedAt, stale: true });
  });

  it('names what came under the same key and is never executed', () => {
    const notExecuted = [{ acceptedAt: '2026-11-23T09:59:59.000Z', reason: 'idempotencyKeyReused' }] as const;
    expect(orderView({ intake, kept: null, notExecuted }, { kind: 'notBegun' }, now)).toMatchObject({ status: 'accepted', notExecuted });
  });

  it('is accepted and stale, without market and lines, by the receipt alone', () => {
    const { orderId, acceptedAt } = intake;
    expect(receiptedView({ orderId, acceptedAt })).toEqual({ orderId, status: 'accepted', acceptedAt, history: [accepted], asOf: acceptedAt, stale: true });
  });

  it('fits the contract in every case', () => {
    const codec = codecOf(OrderView);
    expect(codec.violations(receiptedView(intake))).toEqual([]);
    for (const kept of [null, { state: processing, recordedAt }, { state: rejected, recordedAt }]) {
      for (const answer of [{ kind: 'away' }, { kind: 'notBegun' }, { kind: 'state', state: processing }] as const) {
        expect(codec.violations(orderView({ intake, kept, notExecuted: [] }, answer, now))).toEqual([]);
      }
    }
  });
});
