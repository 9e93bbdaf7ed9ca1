import { playTo } from '../replayed/playing.ts';
import { stockAndMoney } from '../replayed/books.ts';
import { shopUnderTest } from '../shop-under-test.ts';
import { checksums } from './postgres/checksums.ts';
import type { Drill } from './drill.ts';
import { confirmed, firstOrder } from './first-order.ts';
import { PostgresServer } from './postgres/server.ts';
import { Way } from './stand-ins/way.ts';

/** Seconds over which the orders are spread. */
const lasts = 20;

export const restore: Drill = {
  shows: 'a snapshot is restored into an empty server, compared table by table, and the shop goes on with it',
  async run({ plan, report }) {
    const first = await PostgresServer.start();
    const cleanUp = [() => first.discard()];
    try {
      const endpoint = await Way.to(first);
      cleanUp.unshift(() => endpoint.close());
      const tested = await shopUnderTest({ split: [], via: 'http', replies: 'http' }, { DATABASE_URL: first.urlBy(endpoint.port) });
      cleanUp.unshift(() => tested.discard());
      const account = await playTo(tested.shop, plan, plan.orders.length / lasts).done;
      await tested.stop();

      const before = await checksums(first);
      const began = performance.now();
      const restored = await first.copy({ follows: false });
      cleanUp.unshift(() => restored.discard());
      await first.discard();
      report('The first server is gone with its data; the snapshot is in another one.');
      const after = await checksums(restored);
      const differing = Object.keys({ ...before, ...after }).filter((table) => before[table] !== after[table]);
      endpoint.leadTo(restored);
      await tested.restart();
      await confirmed(tested.shop.publicUrl, await firstOrder(tested.shop.publicUrl, plan, 'after-restore'));
      const recoveredAfter = performance.now() - began;
      const { mistakes } = await stockAndMoney(restored, tested.folder);
      return {
        account,
        recoveredAfter,
        recovery: 'from the beginning of the snapshot until an order was confirmed',
        dataLost: differing.map((table) => `${table} differs`),
        figures: { 'tables compared': String(Object.keys(before).length) },
        mistakes,
      };
    } finally {
      for (const end of cleanUp) await end();
    }
  },
};
