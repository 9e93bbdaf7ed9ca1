import { setTimeout as pause } from 'node:timers/promises';
import { Processes } from '../faults/run/processes.ts';
import { playTo } from '../replayed/playing.ts';
import { shopUnderTest } from '../shop-under-test.ts';
import type { Drill } from './drill.ts';

/** Seconds before the tasks are stopped, and for which they are. */
const calm = 5;
const stopped = 60;

export const maintenance: Drill = {
  shows: 'all tasks of orders are stopped for a minute, and started again: orders are accepted meanwhile and worked off afterwards',
  async run({ plan, report }) {
    const tested = await shopUnderTest({ split: ['orders'], via: 'sqs', replies: 'http' });
    try {
      const processes = new Processes(() => tested.shop);
      const playing = playTo(tested.shop, plan, plan.orders.length / (calm + stopped));
      await playing.begun;
      await pause(calm * 1_000);
      await processes.end('orders');
      report('orders has ended what it had begun, and is stopped.');
      await pause(stopped * 1_000);
      const back = performance.now();
      await processes.start('orders');
      report('orders is started again.');
      const account = await playing.done;
      return { account, recoveredAfter: performance.now() - back, recovery: 'from the start of orders until the last order was final', dataLost: [] };
    } finally {
      await tested.discard();
    }
  },
};
