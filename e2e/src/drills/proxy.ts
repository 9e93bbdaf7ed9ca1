import { setTimeout as pause } from 'node:timers/promises';
import { startFurtherNginx } from '@banyan/tools/start';
import { Processes } from '../faults/run/processes.ts';
import { playTo } from '../replayed/playing.ts';
import { shopUnderTest } from '../shop-under-test.ts';
import type { Drill } from './drill.ts';
import { firstOrder } from './first-order.ts';
import { FailoverRecord } from './stand-ins/failover-record.ts';

/** Seconds before the proxy of the first zone dies, and over which the orders are spread. */
const calm = 5;
const lasts = 100;

export const proxy: Drill = {
  shows: 'two nginx in two zones behind a failover record, the first one is killed: orders go by the second, and by the first again once it is back',
  async run({ plan, report }) {
    const tested = await shopUnderTest({ split: [], via: 'http', replies: 'http', instances: 2 });
    const cleanUp = [() => tested.discard()];
    try {
      const processes = new Processes(() => tested.shop);
      const second = await startFurtherNginx({ data: tested.folder, name: 'nginx-2', monoliths: ['monolith', 'monolith-2'] });
      cleanUp.unshift(() => second.stop());
      const record = await FailoverRecord.of({ primary: tested.shop.publicUrl, secondary: second.url, report });
      cleanUp.unshift(() => record.close());

      const playing = playTo({ ...tested.shop, publicUrl: record.url }, plan, plan.orders.length / lasts);
      await playing.begun;
      await pause(calm * 1_000);
      report(await processes.kill('nginx'));
      const killed = performance.now();
      await firstOrder(record.url, plan, 'after-failover');
      const recoveredAfter = performance.now() - killed;
      await processes.start('nginx');
      report('nginx of the first zone is back.');
      const account = await playing.done;
      return { account, recoveredAfter, recovery: 'from the death of the proxy until an order was accepted, by a client that asks anew', dataLost: [] };
    } finally {
      for (const end of cleanUp) await end();
    }
  },
};
