import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codecOf } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { context, request, Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

describe('asking for an order', () => {
  it('answers its buyer as the contract describes', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    const state = await bench.api().getOrder(order, context);
    expect(codecOf(orders.operations.getOrder.output).violations(state)).toEqual([]);
  });

  it('answers anybody else as if there were none', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    const answers = [{ orderId: order.orderId, buyer: request().buyer }, { orderId: request().orderId, buyer: order.buyer }];
    for (const asked of answers) {
      await expect(bench.api().getOrder(asked, context)).rejects.toMatchObject({
        code: 'unknownOrder',
        data: { orderId: asked.orderId },
      });
    }
  });

  it('does not know an order whose processing has not begun', async () => {
    const order = request();
    await bench.receive('placeOrder', order);
    await expect(bench.api().getOrder(order, context)).rejects.toMatchObject({ code: 'unknownOrder' });
  });
});
