import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../ports/order-ledger.ts';
import { context, request, stepAt, Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const get = ({ orderId, buyer }: OrderRequest) => bench.api().getOrder({ orderId, buyer }, context);

describe('an order that can be had', () => {
  it('is confirmed at the prices of its acceptance, with its stock taken and its money charged', async () => {
    const order = request({ acceptedAt: '2026-10-31T23:59:59.000Z' });
    await bench.run('placeOrder', order);

    expect(await get(order)).toEqual({
      orderId: order.orderId,
      buyer: order.buyer,
      market: 'GB',
      status: 'confirmed',
      total: { amount: 2_845, currency: 'GBP' },
      lines: [
        { sku: '22423', name: 'Product 22423', quantity: 2, unitPrice: 1_275 },
        { sku: '85123A', name: 'Product 85123A', quantity: 1, unitPrice: 295 },
      ],
      history: [
        { status: 'accepted', at: '2026-10-31T23:59:59.000Z' },
        { status: 'processing', at: stepAt },
        { status: 'confirmed', at: stepAt },
      ],
      revision: 2,
    });
    expect(bench.catalog.quotedAt.at(-1)).toBe('2026-10-31T23:59:59.000Z');
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'charged 2845 GBP']);
  });

  it('is told to subscribers twice, whole: when it is priced and when it is confirmed', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    const events = await bench.events(order.buyer);
    expect(events.map(({ status, revision }) => [status, revision])).toEqual([
      ['processing', 1],
      ['confirmed', 2],
    ]);
    expect(events[0]?.lines).toHaveLength(2);
    expect(events[1]).toEqual(await get(order));
  });

  it('may have 1,200 lines, which keep their order', async () => {
    const skus = Array.from({ length: 1_200 }, (_, index) => `L${(index * 7_919) % 1_200}`);
    for (const sku of skus) bench.catalog.has(sku, { stock: 1, price: 1 });
    const order = request({ lines: skus.map((sku) => ({ sku, quantity: 1 })) });
    await bench.run('placeOrder', order);
    const state = await get(order);
    expect(state).toMatchObject({ status: 'confirmed', total: { amount: 1_200, currency: 'GBP' } });
    expect(state.lines?.map(({ sku }) => sku)).toEqual(skus);
  });

  it('leaves no payment token behind, and its address only with the order itself', async () => {
    const order = request({ shipTo: { ...request().shipTo, name: 'Only Once' }, email: 'only-once@example.org' });
    await bench.run('placeOrder', order);
    const written = await bench.database.query<{ place: string; text: string }>(`
      SELECT 'placed_order' AS place, placed_order::text AS text FROM orders.placed_order
      UNION ALL SELECT 'step', step::text FROM orders.step
      UNION ALL SELECT 'line', line::text FROM orders.line
      UNION ALL SELECT 'outbox_entry', outbox_entry::text FROM orders.outbox_entry`);
    const places = (what: string) => written.filter(({ text }) => text.includes(what)).map(({ place }) => place);
    expect(places('tok_')).toEqual([]);
    expect(places('Only Once')).toEqual(['placed_order']);
    expect(places('only-once@')).toEqual(['placed_order']);
  });
});

describe('an order that cannot be had is rejected, and stock and money stay untouched', () => {
  it.each<[reason: string, changes: Partial<OrderRequest>, entry: object, revision: number]>([
    ['unknownSku', { lines: [{ sku: '22423', quantity: 1 }, { sku: 'NONE', quantity: 1 }] }, { sku: 'NONE' }, 1],
    ['notSoldInMarket', { lines: [{ sku: '21915', quantity: 1 }] }, { sku: '21915' }, 1],
    ['outOfStock', { lines: [{ sku: '22423', quantity: 1 }, { sku: '85123A', quantity: 101 }] }, { sku: '85123A' }, 2],
    ['paymentDeclined', { payment: { token: 'tok_declined' } }, {}, 2],
  ])('%s', async (reason, changes, entry, revision) => {
    const stock = new Map(bench.catalog.stock);
    const money = [...bench.payments.movements];
    const order = request(changes);
    await bench.run('placeOrder', order);

    const state = await get(order);
    expect(state).toMatchObject({ status: 'rejected', revision });
    expect(state.history.at(-1)).toEqual({ status: 'rejected', at: stepAt, reason, ...entry });
    expect(bench.catalog.stock).toEqual(stock);
    expect(bench.payments.movements).toEqual(money);
    const events = await bench.events(order.buyer);
    expect(events.map((event) => event.revision)).toEqual([1, 2].slice(0, revision));
    expect(events.at(-1)).toEqual(state);
  });
});

describe('wherever the process is killed', () => {
  it.each<[end: string, changes: Partial<OrderRequest>, steps: string[], moved: string[]]>([
    ['confirmed', {}, ['priced', 'reserved', 'charged'], ['reserved', 'charged 2845 GBP']],
    ['refused', { lines: [{ sku: 'NONE', quantity: 1 }] }, ['refused'], []],
    ['out of stock', { lines: [{ sku: '22423', quantity: 50_000 }] }, ['priced', 'outOfStock'], []],
    ['declined', { payment: { token: 'tok_declined' } }, ['priced', 'reserved', 'declined', 'released'], ['reserved', 'released']],
  ])('the next attempt brings the order to the same end: %s', async (_end, changes, steps, moved) => {
    for (const product of ['22423', '85123A']) bench.catalog.stock.set(product, 1_000);
    let crossing = 0;
    for (let killed = true; killed; ) {
      crossing += 1;
      const order = request(changes);
      const call = await bench.receive('placeOrder', order);
      killed = await bench.handleDespiteKill(call, crossing);

      const state = await get(order);
      expect(await bench.steps(order.orderId)).toEqual(steps);
      expect(await bench.storedStatus(order.orderId)).toBe(state.status);
      expect(bench.moved(order.orderId)).toEqual(moved);
      const events = await bench.events(order.buyer);
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1));
      expect(events.at(-1)).toEqual(state);
    }
    expect(crossing).toBeGreaterThan(6 * steps.length + 4);
  });

  it('goes on from the last step recorded, and does not ask for the steps before it again', async () => {
    const order = request();
    const call = await bench.receive('placeOrder', order);
    bench.payments.unknownOutcomes = 1;
    await expect(bench.handle(call)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await bench.steps(order.orderId)).toEqual(['priced', 'reserved']);
    expect(await get(order)).toMatchObject({ status: 'processing', revision: 1 });

    const quotes = bench.catalog.quotedAt.length;
    await bench.handle(call);
    expect(bench.catalog.quotedAt).toHaveLength(quotes);
    expect(await get(order)).toMatchObject({ status: 'confirmed' });
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'charged 2845 GBP']);
  });
});

describe('the turn', () => {
  it('of an overtaken handler changes nothing more', async () => {
    const order = request();
    const call = await bench.receive('placeOrder', order);
    const overtaken = await bench.claim(call);
    await bench.release(overtaken);
    const turn = await bench.claim(call);

    await expect(bench.api().placeOrder(order, context, overtaken)).rejects.toMatchObject({ name: 'StaleTurn' });
    expect(await bench.steps(order.orderId)).toEqual([]);
    expect(await bench.events(order.buyer)).toEqual([]);

    await bench.api().placeOrder(order, context, turn);
    await expect(bench.api().placeOrder(order, context, overtaken)).rejects.toMatchObject({ name: 'StaleTurn' });
    expect(await bench.steps(order.orderId)).toEqual(['priced', 'reserved', 'charged']);
    expect(await bench.events(order.buyer)).toHaveLength(2);
  });

  it('of a repeated order is completed without another effect', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    await bench.run('placeOrder', order);
    await bench.run('placeOrder', request({ buyer: order.buyer }));
    expect(await bench.steps(order.orderId)).toEqual(['priced', 'reserved', 'charged']);
    expect(bench.moved(order.orderId)).toEqual(['reserved', 'charged 2845 GBP']);
    expect(await bench.events(order.buyer)).toHaveLength(4);
  });

  it('is not completed by a call that names another buyer’s order', async () => {
    const order = request();
    await bench.run('placeOrder', order);
    const call = await bench.receive('placeOrder', { ...order, buyer: request().buyer });
    await expect(bench.handle(call)).rejects.toThrow("is another buyer's");
    await expect(bench.claim(call)).resolves.toMatchObject({ sequence: 1 });
  });
});
