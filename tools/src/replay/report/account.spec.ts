import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../play/outcome.ts';
import type { ShownOrder } from '../shop/shop-api.ts';
import { orderOf } from '../testing/order.ts';
import { account } from './account.ts';
import { table } from './table.ts';

const plan = { invoices: 9, leftOut: { cancellation: 4, noGoods: 3, quantity: 2, price: 1 }, markets: [{ id: 'GB', name: 'United Kingdom', currency: 'GBP', priceList: 'gbp' }] };
const acceptanceOf = (invoice: string, intakeMs = 10) => ({ orderId: `ord_${invoice.padStart(24, '0')}`, receipt: 'rcp', acceptedAt: '2026-01-01T00:00:00.000Z', answeredAt: 0, intakeMs });

function final(invoice: string, differs: Partial<ShownOrder> = {}, country = 'United Kingdom'): Outcome {
  const acceptance = acceptanceOf(invoice);
  const shown: ShownOrder = {
    orderId: acceptance.orderId,
    status: 'confirmed',
    market: 'GB',
    acceptedAt: '2026-01-01T00:00:00.000Z',
    lines: [{ sku: '85123A', quantity: 6, name: 'Heart', unitPrice: 255 }],
    total: { amount: 1_530, currency: 'GBP' },
    history: [{ status: 'confirmed', at: '2026-01-01T00:00:00.500Z' }],
    asOf: '2026-01-01T00:00:01.000Z',
    stale: false,
    ...differs,
  };
  return { kind: 'final', order: orderOf(invoice, { country }), acceptance, shown };
}

const accountOf = (outcomes: readonly Outcome[]) => account(plan, outcomes);

describe('the account of a replay', () => {
  it('counts what the shop shows', () => {
    const outcomes = [
      final('1'),
      final('2', {}, 'EIRE'),
      final('3'),
      final('4', { status: 'rejected', reason: 'outOfStock' }),
      { kind: 'refused', order: orderOf('5'), why: 'answer 400' } as const,
    ];
    expect(accountOf(outcomes)).toEqual({
      report: {
        invoices: 9,
        orders: 5,
        accepted: 4,
        leftOut: plan.leftOut,
        confirmed: 3,
        rejected: { outOfStock: 1 },
        units: { EIRE: 6, 'United Kingdom': 12 },
        revenue: { EIRE: 1_530, 'United Kingdom': 3_060 },
        ordersPerSecond: 8,
        intakeMs: { p50: 10, p99: 10 },
      },
      unaccounted: [],
      refused: [{ invoice: '5', why: 'answer 400' }],
    });
  });

  it.each<[string, Partial<ShownOrder>, string]>([
    ['a total that its lines do not come to', { total: { amount: 1_529, currency: 'GBP' } }, 'its total is 1529, its lines come to 1530'],
    ['a total in another currency', { total: { amount: 1_530, currency: 'EUR' } }, 'its total is in EUR, its market pays in GBP'],
    ['a line without a price', { lines: [{ sku: '85123A', quantity: 6 }] }, 'a price is missing'],
    ['other lines', { lines: [{ sku: '85123A', quantity: 5, unitPrice: 306 }] }, 'its lines are not those that were ordered'],
    ['another market', { market: 'DE' }, 'it was ordered in market GB and is shown in DE'],
    ['another order', { orderId: 'ord_another' }, 'it is shown as ord_another'],
    ['a rejection without a reason', { status: 'rejected' }, 'it was rejected without a reason'],
    ['a cancellation', { status: 'cancelled' }, 'it was cancelled, and nobody here did that'],
  ])('does not account for an order that is shown with %s', (_what, differs, why) => {
    expect(accountOf([final('1', differs)]).unaccounted).toContainEqual({ invoice: '1', orderId: acceptanceOf('1').orderId, why: expect.stringContaining(why) });
  });

  it('does not account for an order that did not end, or that two invoices were given', () => {
    const open: Outcome = { kind: 'open', order: orderOf('1'), acceptance: acceptanceOf('1'), lastWord: 'processing' };
    expect(accountOf([open]).unaccounted).toMatchObject([{ why: 'it did not end; last seen: processing' }]);
    const twice = { ...final('2'), acceptance: acceptanceOf('1') } as Outcome;
    expect(accountOf([final('1'), twice]).unaccounted).toContainEqual(expect.objectContaining({ invoice: '2', why: 'the shop gave it the order of invoice 1' }));
  });

  it('is shown as a table that names what is wrong', () => {
    const text = table(accountOf([final('1'), final('2', { market: 'DE' }), { kind: 'refused', order: orderOf('5'), why: 'answer 400' }]), plan);
    expect(text).toContain('GBP 30.60'.replace(' ', '\u00a0'));
    expect(text).toContain('- invoice 2 (ord_000000000000000000000002): it was ordered in market GB');
    expect(text).toContain('Not accepted:\n- invoice 5: answer 400');
  });
});
