import { setTimeout as pause } from 'node:timers/promises';
import { playTo } from '../replayed/playing.ts';
import { stockAndMoney } from '../replayed/books.ts';
import { until } from '../routing/until.ts';
import { shopUnderTest } from '../shop-under-test.ts';
import type { Drill } from './drill.ts';
import { confirmed, firstOrder } from './first-order.ts';
import { PostgresServer } from './postgres/server.ts';
import { Way } from './stand-ins/way.ts';

/** Seconds before the writer dies, and over which the orders are spread. */
const calm = 10;
const lasts = 60;

/** A cluster asks its writer each second, and gives it up after three failures: seconds of waiting that no client sees differently. */
const between = 1_000;
const inARow = 3;

/** From now on a commit is told once the replica has it on its disk. */
async function inStep(primary: PostgresServer): Promise<void> {
  await primary.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
  await primary.query('SELECT pg_reload_conf()');
  await until('the replica to be in step', async () => (await primary.query("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'")).length > 0);
}

export const writer: Drill = {
  shows: 'the database that is written in dies, its streaming replica is promoted: the intake queue takes orders meanwhile, and no commit is lost',
  async run({ plan, report }) {
    const primary = await PostgresServer.start();
    const cleanUp = [() => primary.discard()];
    try {
      const replica = await primary.copy({ follows: true });
      cleanUp.unshift(() => replica.discard());
      await inStep(primary);
      const endpoint = await Way.to(primary);
      cleanUp.unshift(() => endpoint.close());
      const tested = await shopUnderTest({ split: [], via: 'sqs', replies: 'http' }, { DATABASE_URL: primary.urlBy(endpoint.port) });
      cleanUp.unshift(() => tested.discard());

      const playing = playTo(tested.shop, plan, plan.orders.length / lasts);
      await playing.begun;
      await pause(calm * 1_000);
      const [standby] = await primary.query<{ state: string }>('SELECT sync_state AS state FROM pg_stat_replication');
      await primary.kill();
      const killed = performance.now();
      report(`The writer was killed; its replica was ${standby?.state ?? 'not there'}.`);
      for (let failures = 0; failures < inARow; failures++) await pause(between);
      await replica.promote();
      endpoint.leadTo(replica);
      endpoint.cut();
      report('The replica is the writer now.');
      await confirmed(tested.shop.publicUrl, await firstOrder(tested.shop.publicUrl, plan, 'after-failover'));
      const recoveredAfter = performance.now() - killed;

      const account = await playing.done;
      const { mistakes } = await stockAndMoney(replica, tested.folder);
      const lost = standby?.state === 'sync' ? [] : ['the replica was not in step when the writer died'];
      return { account, recoveredAfter, recovery: 'from the death of the writer until an order was confirmed', dataLost: lost, mistakes };
    } finally {
      for (const end of cleanUp) await end();
    }
  },
};
