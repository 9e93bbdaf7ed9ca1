import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bringInCatalogue } from './catalogue.ts';
import { Operator } from './operator.ts';
import { Shopper } from './shopper.ts';
import { shopUnderTest, type ShopUnderTest } from './shop-under-test.ts';
import { accepted, anOrder, type Accepted } from './stories/orders.ts';

let tested: ShopUnderTest;
let shopper: Shopper;

beforeAll(async () => {
  tested = await shopUnderTest({ split: ['orders'], via: 'sqs', replies: 'http' }, { INTAKE_QUEUE_PERCENT: '0' });
  await bringInCatalogue(new Operator(tested.shop));
  shopper = new Shopper(tested.shop.publicUrl, 'queue-outage');
});

afterAll(() => tested.discard());

const view = async ({ orderId, receipt }: Accepted) => (await shopper.ask('get', `/orders/${orderId}`, { bearer: receipt })).body as Record<string, unknown>;
const confirmed = async ({ orderId, receipt }: Accepted) =>
  expect((await shopper.settled(orderId, receipt)).body).toMatchObject({ status: 'confirmed', lines: [{ sku: 'MUG', quantity: 1, unitPrice: 899 }] });
const order = (name: string) => accepted(shopper, name, anOrder([['MUG', 1]], { email: `${name}@example.org` }));

/** An emulator that was started again has none until the hosts have made them anew. */
async function queuesAreBack(): Promise<void> {
  const { url } = tested.shop.hosts.find(({ name }) => name === 'sqs')!;
  for (;;) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.GetQueueUrl', authorization: 'AWS4-HMAC-SHA256 Credential=emulator/20260101/eu-west-1/sqs/aws4_request' },
      body: JSON.stringify({ QueueName: 'banyan-checkout-intake.fifo' }),
    });
    if (answer.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('while orders is down, its calls in the queue', () => {
  it('an order is accepted, shown as its last known word, and confirmed afterwards', async () => {
    await tested.kill('orders');
    const waiting = await order('orders-down');
    expect(await view(waiting)).toMatchObject({ status: 'accepted', stale: true, lines: [{ sku: 'MUG', quantity: 1 }] });
    await tested.shop.startHost('orders');
    await confirmed(waiting);
  });

  it('nothing is lost with a queue that forgets everything it held', async () => {
    await tested.kill('orders');
    const waiting = await order('queue-forgot');
    await tested.kill('sqs');
    const without = await order('without-queue');
    await tested.shop.startHost('sqs');
    await tested.shop.startHost('orders');
    await Promise.all([waiting, without].map(confirmed));
    await queuesAreBack();
  });
});

describe('while PostgreSQL is down', () => {
  it('orders are accepted and shown as accepted, all else asks for patience, and they are confirmed afterwards', async () => {
    await tested.kill('postgres');
    const waiting = [await order('database-down-1'), await order('database-down-2')];
    const seen = await view(waiting[0]!);
    expect(seen).toMatchObject({ orderId: waiting[0]!.orderId, status: 'accepted', stale: true });
    expect(seen).not.toHaveProperty('lines');
    const refused = await shopper.ask('get', '/products?market=GB');
    expect({ status: refused.status, retry: refused.headers['retry-after'] }).toEqual({ status: 503, retry: expect.stringMatching(/^\d+$/) });
    const again = await order('database-down-1');
    expect(again.orderId).toBe(waiting[0]!.orderId);

    await tested.shop.startHost('postgres');
    await Promise.all(waiting.map(confirmed));
  });

  it('with the queue away too an order is refused, and nothing comes of it', async () => {
    await tested.kill('postgres');
    await tested.kill('sqs');
    const refused = await shopper.ask('post', '/orders', { key: shopper.key('both-down'), body: anOrder([['MUG', 1]]) });
    expect({ status: refused.status, retry: refused.headers['retry-after'] }).toEqual({ status: 503, retry: expect.stringMatching(/^\d+$/) });
    await tested.shop.startHost('sqs');
    await tested.shop.startHost('postgres');
    await queuesAreBack();
    await confirmed(await order('both-back'));
  });
});

describe('when everything is stopped while orders wait', () => {
  it('all are confirmed after the next start, also those that were accepted without PostgreSQL', async () => {
    await tested.kill('orders');
    const outbox = await order('stopped-in-outbox');
    await tested.kill('postgres');
    const queued = await order('stopped-in-queue');
    await tested.stop();
    await tested.restart();
    shopper = new Shopper(tested.shop.publicUrl, 'queue-outage');
    await Promise.all([outbox, queued].map(confirmed));
  });
});
