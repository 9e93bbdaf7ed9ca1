import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { controlClient, type ControlClient, type DiscardAnswer, type ParkedAnswer, type RetryAnswer } from '@banyan/tools/banyan';
import { poisonedOrders, type PoisonedOrders } from '@banyan/tools/poisoned-orders';
import { bringInCatalogue } from './catalogue.ts';
import { Operator } from './operator.ts';
import { Shopper } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { accepted, anOrder, type Accepted } from './stories/orders.ts';

const BUYERS = 40;

let tested: ShopUnderTest;
let shopper: Shopper;
let control: ControlClient;
let database: PoisonedOrders['database'];
let poisoned: PoisonedOrders;

beforeAll(async () => {
  tested = await shopUnderTest({ split: ['orders'], via: 'http', replies: 'http' });
  shopper = new Shopper(tested.shop.publicUrl, 'poison');
  control = controlClient({ url: tested.shop.controlUrl!, token: tested.shop.controlToken! });
  await bringInCatalogue(new Operator(tested.shop));
  poisoned = await poisonedOrders(tested.folder);
  ({ database } = poisoned);
});

afterAll(async () => {
  await poisoned.close();
  await tested.discard();
});

const parkedLanes = async () => (await control.get<ParkedAnswer>('parked?module=orders&limit=200')).modules[0]!.parked;
async function untilParked(count: number) {
  for (const giveUp = Date.now() + 60_000; ; ) {
    const parked = await parkedLanes();
    if (parked.length === count) return parked;
    if (Date.now() > giveUp) throw new Error(`${parked.length} lanes are parked, not ${count}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const statusOf = async ({ orderId, receipt }: Accepted) => ((await shopper.settled(orderId, receipt)).body as { status: string }).status;

describe('while one order in ten is poison', () => {
  const firsts: Accepted[] = [];
  const seconds: Accepted[] = [];
  const poison = (buyer: number) => buyer % 10 === 0;
  const ofPoison = (orders: readonly Accepted[]) => orders.filter((_, buyer) => poison(buyer));

  it('all others are confirmed, and what is poison is parked with its successors and shown', async () => {
    await tested.kill('orders');
    for (let buyer = 0; buyer < BUYERS; buyer++) {
      const order = anOrder([['PEN11', 1]], { email: `poison-${buyer}@example.org` });
      firsts.push(await accepted(shopper, `first-${buyer}`, order));
      seconds.push(await accepted(shopper, `second-${buyer}`, order));
      if (poison(buyer)) await poisoned.plant(firsts[buyer]!.orderId);
    }
    await tested.shop.startHost('orders');
    const healthy = [...firsts, ...seconds].filter((_, place) => !poison(place % BUYERS));
    expect(new Set(await Promise.all(healthy.map(statusOf)))).toEqual(new Set(['confirmed']));

    const parked = await untilParked(BUYERS / 10);
    expect(parked.map(({ call }) => call.messageId).toSorted()).toEqual(ofPoison(firsts).map(({ orderId }) => `orders.placeOrder:${orderId}`).toSorted());
    for (const { attempts, behind, why } of parked) expect({ attempts, behind, why }).toEqual({ attempts: 5, behind: 1, why: { code: expect.stringMatching(/Error$/), message: expect.stringMatching(/./) } });
    expect(JSON.stringify(parked)).not.toContain('example.org');
    const log = (await tested.log('orders')).split('\n').filter((line) => line.includes('is parked'));
    expect(log.map((line) => (JSON.parse(line) as { level: number; lane: string; trace: string }))).toEqual(
      expect.arrayContaining(parked.map(({ lane, call }) => expect.objectContaining({ level: 50, lane, messageId: call.messageId, trace: call.traceparent.split('-')[1] }))),
    );
  });

  it('the metrics count the parked lanes', async () => {
    const environment = await readFile(join(tested.folder, 'environments', 'orders.env'), 'utf8');
    const port = /^INTERNAL_PORT=(\d+)$/m.exec(environment)![1]!;
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/^banyan_lanes_parked\{module="orders"\} 4$/m);
  });

  it('stays parked when its host starts anew', async () => {
    await tested.kill('orders');
    await tested.shop.startHost('orders');
    expect(await parkedLanes()).toHaveLength(BUYERS / 10);
  });

  it('goes on in its order once it is mended and tried again', async () => {
    const [lane] = await parkedLanes();
    const first = ofPoison(firsts).find(({ orderId }) => lane!.call.messageId.endsWith(orderId))!;
    const second = seconds[firsts.indexOf(first)]!;
    await poisoned.mend(first.orderId);
    await control.send<RetryAnswer>('POST', 'lanes/retry', { module: 'orders', lane: lane!.lane, by: 'ada' });
    expect([await statusOf(first), await statusOf(second)]).toEqual(['confirmed', 'confirmed']);
    const begun = await database.query<{ order_id: string }>('SELECT order_id FROM orders.step WHERE order_id = ANY ($1) GROUP BY order_id ORDER BY min(position)', [[first.orderId, second.orderId]]);
    expect(begun.rows.map(({ order_id }) => order_id)).toEqual([first.orderId, second.orderId]);
  });

  it('that is tried again unmended is parked again', async () => {
    const [lane] = await parkedLanes();
    await control.send<RetryAnswer>('POST', 'lanes/retry', { module: 'orders', lane: lane!.lane, by: 'ada' });
    expect((await untilParked(3)).map((one) => one.lane)).toContain(lane!.lane);
  });

  it('lets its successors go on when it is discarded, and is kept with who and why', async () => {
    const parked = await parkedLanes();
    for (const { lane, call } of parked) {
      const request = { module: 'orders', lane, sequence: call.sequence, reason: 'Sold by phone.', by: 'ada' };
      await Promise.all([1, 2].map(() => control.send<DiscardAnswer>('POST', 'lanes/discard', request)));
    }
    const behind = parked.map(({ call }) => seconds[firsts.findIndex(({ orderId }) => call.messageId.endsWith(orderId))]!);
    expect(new Set(await Promise.all(behind.map(statusOf)))).toEqual(new Set(['confirmed']));
    expect(await parkedLanes()).toEqual([]);
    const kept = await database.query('SELECT message_id, discarded_by, reason FROM orders.inbox_discarded');
    expect(kept.rows).toHaveLength(3);
    expect(kept.rows).toEqual(expect.arrayContaining(parked.map(({ call }) => ({ message_id: call.messageId, discarded_by: 'ada', reason: 'Sold by phone.' }))));
    await expect(database.query('DELETE FROM orders.inbox_discarded')).rejects.toThrow('kept as they are');
  });
});
