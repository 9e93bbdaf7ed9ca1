import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresInbox } from '@banyan/adapter-postgres';
import type { DeferredCall, Turn } from '@banyan/contracts/define';
import { orders, type OrderState } from '@banyan/contracts/orders';
import { announce } from '@banyan/outbox';
import { checkoutInTest, customer, lamps, newKey, type CheckoutInTest } from '../testing/checkout-in-test.ts';
import { stateAt } from '../testing/order-states.ts';

const buyer = 'cus_told0000';
const told = customer('told');

let checkout: CheckoutInTest;
let sequence = 0;
let epoch: number | undefined;
beforeAll(async () => {
  checkout = await checkoutInTest();
});
afterAll(() => checkout.close());

const accept = () => checkout.api.acceptOrder({ idempotencyKey: newKey(), request: lamps() }, told);

/** Receives the event as the next call of its lane, which this test holds from the first on, and gives its turn. */
async function arrive(change: OrderState): Promise<Turn> {
  const inbox = postgresInbox(checkout.database, 'checkout');
  const call: DeferredCall = { ...announce(orders, 'orderChanged', change, { context: told, at: new Date() }), sequence: ++sequence };
  await inbox.receive([call]);
  epoch ??= (await inbox.claim({ lanes: 1, callsPerLane: 1, leaseMs: 600_000 }))[0]!.epoch;
  return { lane: call.lane, sequence, epoch, acceptedAt: call.acceptedAt, failures: 0 };
}

const tell = async (change: OrderState) => checkout.api.recordOrderChange(change, told, await arrive(change));

const statusOf = async (orderId: string) =>
  (await checkout.api.listOrders({ limit: 100 }, told)).items.find((item) => item.orderId === orderId)?.status;

const appliedIn = async (lane: string) =>
  (await checkout.database.query<{ applied: number }>('SELECT applied FROM checkout.inbox_lane WHERE lane = $1', [lane]))[0]?.applied;

describe('an order change', () => {
  it('is what a shopper sees once it was told, even before orders is asked', async () => {
    const { orderId } = await accept();
    expect(await statusOf(orderId)).toBe('accepted');
    await tell(stateAt(1, { orderId, buyer }));
    expect(await statusOf(orderId)).toBe('processing');
    await tell(stateAt(2, { orderId, buyer }));
    expect(await statusOf(orderId)).toBe('confirmed');
  });

  it('does not replace a newer one, yet has had its turn', async () => {
    const { orderId } = await accept();
    await tell(stateAt(2, { orderId, buyer }));
    const late = stateAt(1, { orderId, buyer });
    const turn = await arrive(late);
    await checkout.api.recordOrderChange(late, told, turn);
    expect(await statusOf(orderId)).toBe('confirmed');
    expect(await appliedIn(turn.lane)).toBe(turn.sequence);
  });

  it('changes nothing if its turn was overtaken', async () => {
    const { orderId } = await accept();
    const change = stateAt(1, { orderId, buyer });
    const turn = await arrive(change);
    const overtaken = checkout.api.recordOrderChange(change, told, { ...turn, epoch: turn.epoch - 1 });
    await expect(overtaken).rejects.toMatchObject({ name: 'StaleTurn' });
    expect(await statusOf(orderId)).toBe('accepted');
    await checkout.api.recordOrderChange(change, told, turn);
    expect(await statusOf(orderId)).toBe('processing');
    await expect(checkout.api.recordOrderChange(change, told, turn)).rejects.toMatchObject({ name: 'StaleTurn' });
  });
});
