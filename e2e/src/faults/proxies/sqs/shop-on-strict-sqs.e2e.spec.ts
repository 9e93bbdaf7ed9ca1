import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { shop as load } from '../../../drain/load.ts';
import { notOnce } from '../../../drain/not-once.ts';
import { moreRequests } from '../../../drain/shop-behind-nginx.ts';
import type { SqsFaults } from './faults.ts';
import { shopOnStrictSqs, type ShopOnStrictSqs } from './shop-on-strict-sqs.ts';

const SEED = 20_261_129;

/** All that SQS may do, and more often than it does. */
const faults: SqsFaults = {
  redelivered: 0.3,
  overlapping: 0.1,
  groupsReordered: 0.2,
  throttled: { SendMessageBatch: 0.2, ReceiveMessage: 0.1, DeleteMessageBatch: 0.2, ChangeMessageVisibilityBatch: 0.2 },
  entriesFailed: { SendMessageBatch: 0.2, DeleteMessageBatch: 0.2 },
  repliesLost: { SendMessageBatch: 0.1, DeleteMessageBatch: 0.1 },
  slow: { SendMessageBatch: 0.1, DeleteMessageBatch: 0.1 },
  slowMilliseconds: 200,
};

let on: ShopOnStrictSqs;
beforeAll(async () => void (on = await shopOnStrictSqs(SEED)));
afterAll(() => on.discard());

it(`with messages twice, out of turn, refused and half taken, every order is executed exactly once (seed ${SEED})`, async () => {
  const { tested, operator, sqs } = on;
  sqs.switchTo(faults);
  const shopping = load(tested.shop.publicUrl, { shoppers: 6, run: 'strict' });
  await moreRequests(shopping, 240);
  const { failed, orders } = await shopping.stop();
  expect(failed).toEqual([]);
  expect(orders.length).toBeGreaterThanOrEqual(36);
  expect(await notOnce(orders, tested, operator)).toEqual([]);
  const happened = Object.fromEntries(sqs.happened);
  process.stdout.write(`${orders.length} orders; ${JSON.stringify(happened)}\n`);
  for (const kind of ['redelivered', 'overlapping', 'groupsReordered', 'throttled', 'entriesFailed', 'repliesLost', 'slow']) expect(happened).toHaveProperty(kind);
});
