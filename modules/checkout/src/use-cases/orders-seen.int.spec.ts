import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OrderView } from '@banyan/contracts/checkout';
import { CallError, codecOf, type CallContext } from '@banyan/contracts/define';
import { checkoutInTest, customer, guest, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { stateAt } from '../testing/order-states.ts';

const away = new CallError('deadlineExceeded', 'orders.getOrder', 'No answer in time. Look at the orders host.');

let checkout: CheckoutInTest;
beforeAll(async () => {
  checkout = await checkoutInTest();
});
beforeEach(() => {
  checkout.orders.failure = null;
  checkout.clock.now += 10_000;
});
afterAll(() => checkout.close());

const place = (context: CallContext) =>
  checkout.api.acceptOrder({ idempotencyKey: newKey(), request: lamps({ email: 'ada@example.org' }) }, context);

describe('an order', () => {
  it('is seen by its customer and by whoever holds its receipt, and is unknown to everybody else', async () => {
    const { orderId, receipt } = await place(customer('seen'));
    const another = await place(customer('other'));
    expect(await checkout.api.getOrder({ orderId }, customer('seen'))).toMatchObject({ orderId });
    expect(await checkout.api.getOrder({ orderId, receipt }, guest)).toMatchObject({ orderId });
    const unknownOrder = { code: 'unknownOrder', data: { orderId } };
    await expect(checkout.api.getOrder({ orderId }, guest)).rejects.toMatchObject(unknownOrder);
    await expect(checkout.api.getOrder({ orderId }, customer('other'))).rejects.toMatchObject(unknownOrder);
    await expect(checkout.api.getOrder({ orderId, receipt: another.receipt }, customer('other'))).rejects.toMatchObject(unknownOrder);
    await expect(checkout.api.getOrder({ orderId, receipt: `${receipt.slice(0, -1)}-` }, guest)).rejects.toMatchObject(unknownOrder);
  });

  it("is a guest's by receipt alone", async () => {
    const { orderId, receipt } = await place(guest);
    await expect(checkout.api.getOrder({ orderId }, guest)).rejects.toMatchObject({ code: 'unknownOrder' });
    const view = await checkout.api.getOrder({ orderId, receipt }, guest);
    expect(view).toMatchObject({ status: 'accepted', lines: lamps().lines, stale: false });
    expect(codecOf(OrderView).violations(view)).toEqual([]);
  });

  it('keeps the newest state that orders told, also for when orders is away', async () => {
    const ada = customer('kept');
    const { orderId } = await place(ada);
    checkout.orders.states.set(orderId, stateAt(2, { orderId, buyer: 'cus_kept0000' }));
    const asked = new Date(checkout.clock.now).toISOString();
    expect(await checkout.api.getOrder({ orderId }, ada)).toMatchObject({ status: 'confirmed', stale: false, asOf: asked });
    checkout.orders.failure = away;
    checkout.clock.now += 5_000;
    expect(await checkout.api.getOrder({ orderId }, ada)).toMatchObject({ status: 'confirmed', stale: true, asOf: asked });
    expect(await checkout.api.listOrders({ limit: 10 }, ada)).toMatchObject({ items: [{ orderId, status: 'confirmed', total: { amount: 510, currency: 'GBP' } }] });
  });

  it('is accepted, and stale, while orders was never heard', async () => {
    checkout.orders.failure = away;
    const { orderId, acceptedAt } = await place(customer('unheard'));
    expect(await checkout.api.getOrder({ orderId }, customer('unheard'))).toMatchObject({
      status: 'accepted', stale: true, asOf: acceptedAt, lines: lamps().lines, history: [{ status: 'accepted', at: acceptedAt }],
    });
  });
});

describe("a customer's orders", () => {
  it('are listed newest first, page by page, each once', async () => {
    const ada = customer('list');
    const placed: string[] = [];
    for (let index = 0; index < 7; index++) {
      if (index % 2 === 0) checkout.clock.now += 1_000;
      placed.push((await place(ada)).orderId);
    }
    const seen: { orderId: string; acceptedAt: string }[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof checkout.api.listOrders>> = await checkout.api.listOrders({ limit: 3, ...(cursor ? { cursor } : {}) }, ada);
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items);
      cursor = page.next;
    } while (cursor);
    expect(seen.map(({ orderId }) => orderId).sort()).toEqual([...placed].sort());
    expect(seen.map(({ acceptedAt }) => acceptedAt)).toEqual(seen.map(({ acceptedAt }) => acceptedAt).sort().reverse());
    expect(await checkout.api.listOrders({ limit: 7 }, ada)).toMatchObject({ next: null });
  });

  it("are nobody else's, and no cursor changes that", async () => {
    await place(customer('mine'));
    await place(customer('mine'));
    const { next } = await checkout.api.listOrders({ limit: 1 }, customer('mine'));
    expect(await checkout.api.listOrders({ limit: 1, cursor: next! }, customer('none'))).toEqual({ items: [], next: null });
    await expect(checkout.api.listOrders({ limit: 1, cursor: 'nonsense' }, customer('mine'))).rejects.toMatchObject({ code: 'invalidCursor' });
  });
});

describe('a cancellation', () => {
  const cancellations = (orderId: string) =>
    checkout.database.query<{ lane: string; sequence: number; body: string }>(
      "SELECT lane, sequence, body FROM checkout.outbox_entry WHERE destination = 'orders.cancelOrder' AND message_id LIKE '%' || $1",
      [orderId],
    );

  it('takes its turn behind the order, once, however often it is asked for', async () => {
    const { orderId } = await place(customer('cancel'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkout.api.cancelOrder({ orderId }, customer('cancel'))));
    checkout.clock.now += 60_000;
    answers.push(await checkout.api.cancelOrder({ orderId }, customer('cancel')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [entry, ...others] = await cancellations(orderId);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ lane: 'checkout>orders/cus_cancel00', sequence: 2 });
    expect(JSON.parse(entry!.body)).toEqual({ buyer: 'cus_cancel00', ...answers[0] });
  });

  it("of a guest's order needs its receipt", async () => {
    const { orderId, receipt } = await place(guest);
    await expect(checkout.api.cancelOrder({ orderId }, guest)).rejects.toMatchObject({ code: 'unknownOrder' });
    expect(await cancellations(orderId)).toEqual([]);
    expect(await checkout.api.cancelOrder({ orderId, receipt }, guest)).toMatchObject({ orderId });
    expect(await cancellations(orderId)).toHaveLength(1);
  });
});
