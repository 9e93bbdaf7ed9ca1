import { stockFactor } from '@banyan/tools/replay';
import { expect, it } from '@jest/globals';
import { ordersToPlay } from '../replayed/orders-to-play.ts';
import { replicaLag } from './replica-lag.ts';
import { wrongIn } from './told.ts';

it('shows that a replica that stands still makes reports late, and loses nothing', async () => {
  const plan = await ordersToPlay(stockFactor('2')!);
  const outcome = await replicaLag.run({ plan: { ...plan, orders: plan.orders.slice(0, 60) }, report: () => undefined });
  expect(wrongIn(outcome)).toEqual([]);
  expect(outcome.account.report.confirmed).toBe(60);
});
