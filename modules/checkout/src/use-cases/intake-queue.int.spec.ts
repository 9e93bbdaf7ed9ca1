import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptedOrder, OrderView } from '@banyan/contracts/checkout';
import { codecOf } from '@banyan/contracts/define';
import { isShut } from '../domain/intake-way.ts';
import { checkoutInTest, customer, guest, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { queuedCheckout, type QueuedCheckout } from '../testing/queued-checkout.ts';

let plain: CheckoutInTest;
beforeAll(async () => {
  plain = await checkoutInTest();
});
afterAll(() => plain.close());

const accept = (checkout: Pick<QueuedCheckout, 'api'>, { key = newKey(), request = lamps(), context = customer('ada') } = {}) =>
  checkout.api.acceptOrder({ idempotencyKey: key, request }, context);
const rows = (orderId: string) => plain.database.query<{ answer: string; lines: object[] }>('SELECT answer, lines FROM checkout.intake WHERE order_id = $1', [orderId]);
const messages = (orderId: string) =>
  plain.database.query<{ body: string; accepted_at: Date }>('SELECT body, accepted_at FROM checkout.outbox_entry WHERE body LIKE $1', [`%${orderId}%`]);
const away = () => {
  const checkout = queuedCheckout(plain.database);
  checkout.health.now = 'away';
  return checkout;
};
const back = async ({ health, intakeSwitch }: QueuedCheckout) => {
  health.now = 'well';
  await intakeSwitch.look();
};

describe('an order, while PostgreSQL is away', () => {
  it('is accepted by the queue, and recorded afterwards as it was answered', async () => {
    const checkout = away();
    const answer = await accept(checkout);
    expect(codecOf(AcceptedOrder).violations(answer)).toEqual([]);
    expect(checkout.queue.waiting).toMatchObject([{ lane: 'checkout>checkout/cus_ada00000', principal: customer('ada').principal }]);

    await back(checkout);
    checkout.clock.now += 60_000;
    await checkout.queue.deliver(checkout.api.recordOrder);
    const { orderId, acceptedAt } = answer;
    expect(await rows(orderId)).toEqual([{ answer: JSON.stringify(answer), lines: lamps().lines }]);
    const [message, ...others] = await messages(orderId);
    expect(others).toEqual([]);
    expect(JSON.parse(message!.body)).toEqual({ orderId, buyer: 'cus_ada00000', acceptedAt, ...lamps() });
    expect(message!.accepted_at).toEqual(new Date(acceptedAt));
    expect(checkout.nudges.count).toBe(1);
  });

  it('is accepted although PostgreSQL has taken it and only its answer is missing', async () => {
    const checkout = queuedCheckout(plain.database);
    checkout.health.now = 'deaf';
    const began = performance.now();
    const answer = await accept(checkout);
    expect(performance.now() - began).toBeLessThan(20_000);
    await back(checkout);
    expect(await rows(answer.orderId)).toHaveLength(1);
    await checkout.queue.deliver(checkout.api.recordOrder);
    expect(await rows(answer.orderId)).toEqual([{ answer: JSON.stringify(answer), lines: lamps().lines }]);
    expect(await messages(answer.orderId)).toHaveLength(1);
  });

  it('is the same order when it is repeated, and the first one to be recorded is answered from then on', async () => {
    const checkout = away();
    const key = newKey();
    const first = await accept(checkout, { key });
    checkout.clock.now += 1_000;
    const second = await accept(checkout, { key });
    expect(second.orderId).toBe(first.orderId);
    await back(checkout);
    await checkout.queue.deliver(checkout.api.recordOrder);
    expect(await accept(checkout, { key })).toEqual(first);
    expect(await messages(first.orderId)).toHaveLength(1);
  });

  it('is never executed if another one under its key is recorded first, and the order says so', async () => {
    const checkout = away();
    const key = newKey();
    const { orderId, receipt } = await accept(checkout, { key });
    checkout.clock.now += 1_000;
    const other = await accept(checkout, { key, request: lamps({ market: 'FR' }) });
    expect(other.orderId).toBe(orderId);
    await back(checkout);
    await checkout.queue.deliverNext(checkout.api.recordOrder, 3);
    await checkout.queue.deliverNext(checkout.api.recordOrder, 3);
    expect(await messages(orderId)).toHaveLength(1);
    const view = await checkout.api.getOrder({ orderId, receipt }, guest);
    expect(view).toMatchObject({ market: 'GB', notExecuted: [{ acceptedAt: other.acceptedAt, reason: 'idempotencyKeyReused' }] });
    expect(codecOf(OrderView).violations(view)).toEqual([]);
    await expect(accept(checkout, { key, request: lamps({ market: 'FR' }) })).rejects.toMatchObject({ code: 'idempotencyKeyReused', data: { orderId } });
  });

  it('is refused if it is no order, as at any other time', async () => {
    const checkout = away();
    await expect(accept(checkout, { context: guest })).rejects.toMatchObject({ code: 'emailMissing' });
    const { lines: _lines, ...neither } = lamps();
    await expect(accept(checkout, { request: neither })).rejects.toMatchObject({ code: 'contractViolation' });
    expect(checkout.queue.waiting).toEqual([]);
  });

  it('is refused as unavailable without a queue, or with the queue away too', async () => {
    const checkout = away();
    checkout.queue.away = true;
    await expect(accept(checkout)).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(accept(checkout)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('orders, when PostgreSQL is back', () => {
  it('stay with the queue until it was found empty twice while none could come', async () => {
    const checkout = away();
    const { orderId } = await accept(checkout);
    await back(checkout);
    await accept(checkout);
    await checkout.lookBehindGate();
    await accept(checkout);
    expect(checkout.queue.waiting).toHaveLength(3);
    await checkout.queue.deliver(checkout.api.recordOrder);
    await checkout.intakeSwitch.look();
    await accept(checkout);
    expect(checkout.queue.waiting).toHaveLength(1);
    await checkout.queue.deliver(checkout.api.recordOrder);
    await checkout.lookBehindGate();
    const direct = await accept(checkout);
    expect(checkout.queue.waiting).toEqual([]);
    expect(await rows(orderId)).toHaveLength(1);
    expect(await rows(direct.orderId)).toHaveLength(1);
    expect(checkout.reports).toHaveLength(2);
  });

  it('that are held back meanwhile go into it, each buyer’s as they came', async () => {
    const checkout = away();
    await accept(checkout, { context: customer('eve') });
    await back(checkout);
    await checkout.queue.deliver(checkout.api.recordOrder);
    const looks = checkout.lookBehindGate();
    while (!isShut(checkout.intakeSwitch.way)) await nextTurn();
    const held = ['eve', 'eve', 'dan', 'eve'].map((name) => accept(checkout, { context: customer(name) }));
    await looks;
    const answers = await Promise.all(held);
    expect(checkout.queue.waiting).toEqual([]);
    const recorded = await plain.database.query<{ body: string }>("SELECT body FROM checkout.outbox_entry WHERE lane LIKE '%cus_eve%' ORDER BY sequence");
    const eves = answers.filter((_answer, index) => index !== 2).map(({ orderId }) => orderId);
    expect(recorded.slice(1).map(({ body }) => JSON.parse(body).orderId)).toEqual(eves);
  });

  it('go into it at once if the queue cannot take them', async () => {
    const checkout = away();
    await accept(checkout);
    await back(checkout);
    checkout.queue.away = true;
    expect(await rows((await accept(checkout)).orderId)).toHaveLength(1);
  });
});

describe('the orders of the share that always goes by the queue', () => {
  it('take it while all goes well, and are answered like others', async () => {
    const checkout = queuedCheckout(plain.database, { percent: 100 });
    const key = newKey();
    const first = await accept(checkout, { key });
    expect(await rows(first.orderId)).toEqual([]);
    await checkout.queue.deliver(checkout.api.recordOrder);
    checkout.clock.now += 1_000;
    expect(await accept(checkout, { key })).toEqual(first);
    await expect(accept(checkout, { key, request: lamps({ market: 'FR' }) })).rejects.toMatchObject({ code: 'idempotencyKeyReused' });
    expect(checkout.queue.waiting).toEqual([]);
  });

  it('go into PostgreSQL while the queue is away', async () => {
    const checkout = queuedCheckout(plain.database, { percent: 100 });
    checkout.queue.away = true;
    expect(await rows((await accept(checkout)).orderId)).toHaveLength(1);
  });
});

describe('an order that only its receipt knows', () => {
  it('is accepted, and stale, to whoever holds the receipt', async () => {
    const checkout = away();
    const { orderId, acceptedAt, receipt } = await accept(checkout);
    const stale = { orderId, status: 'accepted', acceptedAt, history: [{ status: 'accepted', at: acceptedAt }], asOf: acceptedAt, stale: true };
    expect(await checkout.api.getOrder({ orderId, receipt }, guest)).toEqual(stale);
    await expect(checkout.api.getOrder({ orderId }, customer('ada'))).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(checkout.api.cancelOrder({ orderId, receipt }, guest)).rejects.toMatchObject({ name: 'Unavailable' });
    await expect(checkout.api.listOrders({ limit: 1 }, customer('ada'))).rejects.toMatchObject({ name: 'Unavailable' });

    await back(checkout);
    expect(await checkout.api.getOrder({ orderId, receipt }, guest)).toEqual(stale);
    await expect(checkout.api.getOrder({ orderId }, customer('ada'))).rejects.toMatchObject({ code: 'unknownOrder' });
    await expect(checkout.api.getOrder({ orderId, receipt: `${receipt.slice(0, -1)}-` }, guest)).rejects.toMatchObject({ code: 'unknownOrder' });
    await expect(checkout.api.cancelOrder({ orderId, receipt }, guest)).rejects.toMatchObject({ name: 'Unavailable' });

    await checkout.queue.deliver(checkout.api.recordOrder);
    expect(await checkout.api.getOrder({ orderId, receipt }, guest)).toMatchObject({ market: 'GB', lines: lamps().lines, stale: false });
  });
});

describe('a cart that is ordered while PostgreSQL is away', () => {
  const ordered = async (cartId: string) => {
    const checkout = away();
    const { orderId, receipt } = await accept(checkout, { request: lamps({ cartId }) });
    await back(checkout);
    await checkout.queue.deliverNext(checkout.api.recordOrder, 2);
    return { checkout, orderId, view: await checkout.api.getOrder({ orderId, receipt }, guest), cancel: () => checkout.api.cancelOrder({ orderId, receipt }, guest) };
  };
  const cartOf = async (name: string, sku?: string) => {
    const { cartId } = await plain.api.createCart({}, customer(name));
    if (sku) await plain.api.putCartLine({ cartId, sku, quantity: 3 }, customer(name));
    return cartId;
  };

  it('is looked at when the order is recorded', async () => {
    const { view, orderId } = await ordered(await cartOf('ada', 'CHAIR'));
    expect(view).toMatchObject({ status: 'accepted', lines: [{ sku: 'CHAIR', quantity: 3 }] });
    expect(await messages(orderId)).toHaveLength(1);
  });

  it.each([
    ['does not exist', 'unknownCart', () => Promise.resolve(`crt_${'A'.repeat(22)}`)],
    ['is somebody else’s', 'unknownCart', () => cartOf('bob', 'CHAIR')],
    ['is empty', 'emptyCart', () => cartOf('ada')],
  ] as const)('has the order rejected if it %s', async (_what, reason, cartId) => {
    const { checkout, orderId, view, cancel } = await ordered(await cartId());
    const recordedAt = new Date(checkout.clock.now).toISOString();
    expect(view).toMatchObject({ status: 'rejected', reason, lines: [], stale: false });
    expect(view.history).toEqual([{ status: 'accepted', at: view.acceptedAt }, { status: 'rejected', at: recordedAt, reason }]);
    expect(codecOf(OrderView).violations(view)).toEqual([]);
    expect(checkout.orders.asked).toBe(0);
    expect(await cancel()).toMatchObject({ orderId });
    expect(await cancel()).toMatchObject({ orderId });
    expect(await messages(orderId)).toEqual([]);
    const { items } = await checkout.api.listOrders({ limit: 100 }, customer('ada'));
    expect(items).toContainEqual(expect.objectContaining({ orderId, status: 'rejected' }));
  });
});
