import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresInbox } from '@banyan/adapter-postgres';
import type { DeferredCall } from '@banyan/contracts/define';
import type { OrderRequest } from '../ports/order-ledger.ts';
import { context, request, Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const inbox = () => postgresInbox(bench.database, 'orders');
const claimable = async ({ lane }: DeferredCall) => (await inbox().claim({ lanes: 1_000, callsPerLane: 1, leaseMs: 60_000 })).find((turns) => turns.lane === lane);
const resume = (orderId: string) => bench.api().resumeOrder({ orderId }, context);

/** An order whose charge was made and not answered; its lane waits for an hour. */
async function waiting(): Promise<{ order: OrderRequest; call: DeferredCall }> {
  const order = request();
  const call = await bench.receive('placeOrder', order);
  bench.payments.unknownOutcomes = 1;
  const turn = await bench.claim(call);
  await expect(bench.api().placeOrder(order, context, turn)).rejects.toThrow('The payment provider');
  await inbox().settle([{ lane: call.lane, epoch: turn.epoch, then: { kind: 'retry', inMs: 3_600_000 } }]);
  return { order, call };
}

describe('resuming an order', () => {
  it('that waits for its outcome has it go on at once, and charges nothing twice', async () => {
    const { order, call } = await waiting();
    expect(await claimable(call)).toBeUndefined();
    expect(await resume(order.orderId)).toEqual({ resumed: true });
    await bench.handle(call);
    expect(await bench.storedStatus(order.orderId)).toBe('confirmed');
    expect(bench.moved(order.orderId).filter((movement) => movement.startsWith('charged'))).toHaveLength(1);
  });

  it('does nothing more the second time', async () => {
    const { order } = await waiting();
    expect([await resume(order.orderId), await resume(order.orderId)]).toEqual([{ resumed: true }, { resumed: false }]);
  });

  it('leaves one alone that somebody has in hand', async () => {
    const { order, call } = await waiting();
    await resume(order.orderId);
    const turn = await bench.claim(call);
    expect(await resume(order.orderId)).toEqual({ resumed: false });
    expect(await claimable(call)).toBeUndefined();
    await bench.release(turn);
  });

  it('leaves one alone that is parked', async () => {
    const { order, call } = await waiting();
    await resume(order.orderId);
    const { epoch } = await bench.claim(call);
    await inbox().settle([{ lane: call.lane, epoch, then: { kind: 'park', code: 'TypeError', message: '' } }]);
    expect(await resume(order.orderId)).toEqual({ resumed: false });
    expect(await claimable(call)).toBeUndefined();
  });

  it('does nothing about one that has ended, or is not there', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    expect(await resume(request().orderId)).toEqual({ resumed: false });
    expect(await resume(order.orderId)).toEqual({ resumed: false });
  });
});
