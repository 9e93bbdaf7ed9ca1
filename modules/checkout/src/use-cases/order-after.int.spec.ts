import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkoutInTest, customer, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { queuedCheckout, type QueuedCheckout } from '../testing/queued-checkout.ts';

let plain: CheckoutInTest;
beforeAll(async () => {
  plain = await checkoutInTest();
});
afterAll(() => plain.close());

const accept = (checkout: Pick<QueuedCheckout, 'api'>, after?: string) =>
  checkout.api.acceptOrder({ idempotencyKey: newKey(), request: lamps(), ...(after === undefined ? {} : { after }) }, customer('ada'));
const numberOf = async (orderId: string) =>
  (await plain.database.query<{ sequence: number }>('SELECT sequence FROM checkout.outbox_entry WHERE message_id = $1', [`orders.placeOrder:${orderId}`]))[0]?.sequence;
/** A process which knows of no outage, beside one by whose queue an order has just gone. */
const afterAnOutage = async () => {
  const other = queuedCheckout(plain.database, { percent: 100 });
  return { other, checkout: queuedCheckout(plain.database), before: await accept(other) };
};

describe('an order that comes after another', () => {
  it('goes into PostgreSQL if that one is recorded', async () => {
    const checkout = queuedCheckout(plain.database);
    const before = await accept(checkout);
    const { orderId } = await accept(checkout, before.receipt);
    expect(checkout.queue.waiting).toEqual([]);
    expect(await numberOf(orderId)).toBe((await numberOf(before.orderId))! + 1);
  });

  it('is taken without a queue, where nothing can come late', async () => {
    const before = await accept(plain);
    expect(await numberOf((await accept(plain, before.receipt)).orderId)).toBeDefined();
  });

  it('takes the queue if that one waits in it, and waits until that one is recorded', async () => {
    const { other, checkout, before } = await afterAnOutage();
    const { orderId } = await accept(checkout, before.receipt);
    for (const _again of [1, 2]) await expect(checkout.queue.deliver(checkout.api.recordOrder)).rejects.toMatchObject({ name: 'Unavailable' });
    await other.queue.deliver(other.api.recordOrder);
    await checkout.queue.deliver(checkout.api.recordOrder);
    expect(await numberOf(orderId)).toBe((await numberOf(before.orderId))! + 1);
    expect(checkout.alarms).toEqual([]);
  });

  it('does not overtake that one when the queue is away', async () => {
    const { checkout, before } = await afterAnOutage();
    checkout.queue.away = true;
    await expect(accept(checkout, before.receipt)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('is recorded without it after a minute, with an alarm', async () => {
    const { checkout, before } = await afterAnOutage();
    const { orderId } = await accept(checkout, before.receipt);
    checkout.clock.now += 59_999;
    await expect(checkout.queue.deliver(checkout.api.recordOrder)).rejects.toMatchObject({ name: 'Unavailable' });
    checkout.clock.now += 1;
    await checkout.queue.deliverNext(checkout.api.recordOrder, 2);
    expect(await numberOf(orderId)).toBeDefined();
    expect(checkout.alarms).toEqual([expect.stringContaining(before.orderId)]);
  });

  it('is refused with a receipt that is none of ours', async () => {
    const checkout = queuedCheckout(plain.database);
    const { receipt } = await accept(checkout);
    await expect(accept(checkout, `${receipt.slice(0, -1)}-`)).rejects.toMatchObject({ code: 'orderAfterInvalid' });
  });

  it('is carried along while PostgreSQL is away', async () => {
    const checkout = queuedCheckout(plain.database);
    const before = await accept(checkout);
    checkout.health.now = 'away';
    await accept(checkout, before.receipt);
    expect(JSON.parse(checkout.queue.waiting[0]!.body)).toMatchObject({ after: before.orderId });
    checkout.health.now = 'well';
    await checkout.queue.deliver(checkout.api.recordOrder);
  });
});
