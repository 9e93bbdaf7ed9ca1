import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../ports/order-ledger.ts';
import { context, request, stepAt, Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const get = ({ orderId, buyer }: OrderRequest) => bench.api().getOrder({ orderId, buyer }, context);
const cancellation = ({ orderId, buyer }: OrderRequest) => ({ orderId, buyer, requestedAt: stepAt });

async function placed(changes: Partial<OrderRequest> = {}): Promise<OrderRequest> {
  const order = request(changes);
  await bench.run('placeOrder', order);
  return order;
}

describe('cancelling a confirmed order', () => {
  it('gives money and stock back and tells subscribers once', async () => {
    const stock = new Map(bench.catalog.stock);
    const order = await placed();
    await bench.run('cancelOrder', cancellation(order));

    const state = await get(order);
    expect(state).toMatchObject({ status: 'cancelled', revision: 3, total: { amount: 2_845, currency: 'GBP' } });
    expect(state.history.at(-1)).toEqual({ status: 'cancelled', at: stepAt });
    expect(bench.catalog.stock).toEqual(stock);
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'released', 'charged 2845 GBP', 'refunded']);
    const events = await bench.events(order.buyer);
    expect(events.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(events.at(-1)).toEqual(state);
  });

  it('has no further effect when it is asked twice, and lets the lane go on', async () => {
    const order = await placed();
    await bench.run('cancelOrder', cancellation(order));
    await bench.run('cancelOrder', cancellation(order));
    await placed({ buyer: order.buyer });
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'released', 'charged 2845 GBP', 'refunded']);
    expect(await get(order)).toMatchObject({ status: 'cancelled', revision: 3 });
  });

  it('is not undone by the order coming again', async () => {
    const order = await placed();
    await bench.run('cancelOrder', cancellation(order));
    await bench.run('placeOrder', order);
    expect(await get(order)).toMatchObject({ status: 'cancelled', revision: 3 });
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'released', 'charged 2845 GBP', 'refunded']);
  });

  it('comes to the same end wherever the process is killed', async () => {
    let crossing = 0;
    for (let killed = true; killed; ) {
      crossing += 1;
      const order = await placed();
      const call = await bench.receive('cancelOrder', cancellation(order));
      killed = await bench.handleDespiteKill(call, crossing);

      expect(await bench.storedStatus(order.orderId)).toBe('cancelled');
      expect(await bench.steps(order.orderId)).toEqual(['priced', 'reserved', 'charged', 'refunded', 'released']);
      expect(bench.moved(order.orderId)).toEqual(['reserved', 'released', 'charged 2845 GBP', 'refunded']);
      expect((await bench.events(order.buyer)).map(({ revision }) => revision)).toEqual([1, 2, 3]);
    }
    expect(crossing).toBeGreaterThan(16);
  });

  it('changes nothing once it was overtaken', async () => {
    const order = await placed();
    const call = await bench.receive('cancelOrder', cancellation(order));
    const overtaken = await bench.claim(call);
    await bench.release(overtaken);
    const turn = await bench.claim(call);
    await expect(bench.api().cancelOrder(cancellation(order), context, overtaken)).rejects.toMatchObject({ name: 'StaleTurn' });
    expect(await get(order)).toMatchObject({ status: 'confirmed', revision: 2 });
    await bench.api().cancelOrder(cancellation(order), context, turn);
    expect(await get(order)).toMatchObject({ status: 'cancelled', revision: 3 });
  });
});

describe('cancelling has no effect, and lets the lane go on,', () => {
  it('on an order that was rejected', async () => {
    const order = await placed({ payment: { token: 'tok_declined' } });
    const state = await get(order);
    await bench.run('cancelOrder', cancellation(order));
    await placed({ buyer: order.buyer });
    expect(await get(order)).toEqual(state);
  });

  it('on an order that is not there', async () => {
    const order = request();
    await bench.run('cancelOrder', cancellation(order));
    await placed({ buyer: order.buyer });
    await expect(get(order)).rejects.toMatchObject({ code: 'unknownOrder' });
  });

  it('on an order of another buyer', async () => {
    const order = await placed();
    const other = request();
    await bench.run('cancelOrder', { ...cancellation(order), buyer: other.buyer });
    await placed({ buyer: other.buyer });
    expect(await get(order)).toMatchObject({ status: 'confirmed', revision: 2 });
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'charged 2845 GBP']);
  });
});
