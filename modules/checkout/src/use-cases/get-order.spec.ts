import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CallError } from '@banyan/contracts/define';
import type { OrderState } from '@banyan/contracts/orders';
import { PauseAfterFailure } from '../domain/pause-after-failure.ts';
import type { KeptState } from '../domain/order-view.ts';
import type { OrderBook } from '../ports/order-book.ts';
import { stateAt } from '../testing/order-states.ts';
import { OrdersInTest } from '../testing/orders-in-test.ts';
import { askOrders } from './ask-orders.ts';
import { getOrder } from './get-order.ts';

const away = new CallError('unavailable', 'orders.getOrder', 'Nobody is there. Start the orders host.', { executed: 'no' });
const intake = {
  orderId: 'ord_k1AAAAAAAAAAAAAAAAAAAAAA',
  buyer: 'cus_12345678',
  market: 'GB',
  acceptedAt: '2026-11-23T10:00:00.000Z',
  lines: [{ sku: 'LAMP', quantity: 2 }],
};
const owner = { principal: { kind: 'customer', customerId: intake.buyer }, caller: 'test', deadline: 0, traceparent: '', routeVersion: 1 } as const;

function oneOrder() {
  const clock = { now: 0 };
  const orders = new OrdersInTest();
  let kept: KeptState | null = null;
  const keep = (state: OrderState, at: Date) => {
    if (state.revision > (kept?.state.revision ?? 0)) kept = { state, recordedAt: at.toISOString() };
    return Promise.resolve();
  };
  const book: OrderBook = { find: () => Promise.resolve({ intake, kept, notExecuted: [] }), list: () => Promise.resolve([]), keep, keepInTurn: keep };
  const view = getOrder({
    book,
    receipts: { write: () => '', read: () => null },
    ask: askOrders({ orders, pause: new PauseAfterFailure(() => clock.now, 1_000) }),
    now: () => new Date(clock.now),
  });
  return { clock, orders, book, view: () => view({ orderId: intake.orderId }, owner) };
}

describe('an order as its shopper sees it', () => {
  it('never goes backwards, whether events come late, orders goes away, or it forgets', async () => {
    const step = fc.constantFrom('orders advances', 'an event arrives', 'orders goes', 'orders returns', 'orders forgets', 'a second passes', 'the shopper looks');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { clock, orders, book, view } = oneOrder();
        const states = ([1, 2, 3] as const).map((revision) => stateAt(revision, intake));
        let reached = 0;
        let told = 0;
        let seen = 0;
        for (const happening of [...steps, 'the shopper looks']) {
          if (happening === 'orders advances' && reached < states.length) orders.states.set(intake.orderId, states[reached++]!);
          if (happening === 'an event arrives' && told < reached) await book.keep(states[told++]!, new Date(clock.now));
          if (happening === 'orders goes') orders.failure = away;
          if (happening === 'orders returns') orders.failure = null;
          if (happening === 'orders forgets') orders.states.clear();
          if (happening === 'a second passes') clock.now += 1_000;
          if (happening !== 'the shopper looks') continue;
          const { history } = await view();
          expect(history.length).toBeGreaterThanOrEqual(seen);
          seen = history.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('makes one shopper in a second wait for orders while it is away', async () => {
    const { clock, orders, view } = oneOrder();
    orders.failure = away;
    for (let looks = 0; looks < 10; looks++) expect(await view()).toMatchObject({ status: 'accepted', stale: true, asOf: intake.acceptedAt });
    expect(orders.asked).toBe(1);
    clock.now += 1_000;
    orders.failure = null;
    expect(await view()).toMatchObject({ stale: false });
  });

  it('goes on asking for other orders where orders failed over this one', async () => {
    const { orders, view } = oneOrder();
    orders.failure = new CallError('internal', 'orders.getOrder', 'It failed. Look at its log.');
    expect([await view(), await view()]).toMatchObject([{ stale: true }, { stale: true }]);
    expect(orders.asked).toBe(2);
  });

  it('asks nobody about an order that can never change again', async () => {
    const { orders, book, view } = oneOrder();
    await book.keep(stateAt(3, intake), new Date(5));
    orders.failure = away;
    expect(await view()).toMatchObject({ status: 'cancelled', stale: false });
    expect(orders.asked).toBe(0);
  });
});
