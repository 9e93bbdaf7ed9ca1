import { inboxMigration, inboxParkingMigration, inboxShareMigration, openDatabase, outboxMigration, type Database } from '@banyan/adapter-postgres';
import { migrate } from '@banyan/adapter-postgres/migrator';
import { BUCKETS } from '@banyan/contracts/define';
import { orders } from '@banyan/contracts/orders';
import { RunnerLimits } from '@banyan/outbox';
import { call } from '@banyan/outbox/testing';
import { emptyDatabase, severableProxy, testPassword, type EmptyDatabase, type SeverableProxy } from '@banyan/tools/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { pino } from 'pino';
import { ModuleWork } from './module-work.ts';

@Module({})
class Orders {}

let empty: EmptyDatabase;
let proxy: SeverableProxy;
let database: Database;
beforeAll(async () => {
  empty = await emptyDatabase();
  const migrations = [outboxMigration('orders'), inboxMigration('orders'), inboxShareMigration('orders'), inboxParkingMigration('orders')];
  await migrate({ adminUrl: empty.adminUrl, modules: [{ name: 'orders', migrations, password: testPassword }] });
  proxy = await severableProxy(empty.urlOf('orders'));
  database = await openDatabase({ module: 'orders', url: proxy.url, poolSize: 3, answerWithinMs: 2_000 });
});
afterAll(async () => {
  await database.dataSource.destroy();
  await proxy.close();
  await empty.close();
});

it('says once that its database is away, and once that it is back, and goes on', async () => {
  const lines: { readonly level: number; readonly msg: string }[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const told = async (count: number) => {
    while (lines.length < count) await moment();
  };
  let asked = 0;
  const counted: Database = {
    ...database,
    query: (text, values) => {
      asked += 1;
      return database.query(text, values);
    },
  };
  const handled: number[] = [];
  const work = new ModuleWork({ contract: orders, nest: Orders, outbox: true }, counted, logger);
  work.start({
    handle: ({ sequence }) => Promise.resolve(void handled.push(sequence)),
    deliver: () => Promise.resolve([]),
    share: () => ({ from: 0, to: BUCKETS }),
    leases: undefined,
    overdueMs: 60_000,
    limits: new RunnerLimits(),
  });
  try {
    await proxy.cut();
    await told(1);
    const before = asked;
    while (asked < before + 10) await moment();
    await proxy.mend();
    await told(2);
    expect(lines.map(({ level, msg }) => `${level} ${msg}`)).toEqual([
      '40 The database cannot be reached. Nothing is executed or delivered until it is back; it is asked again and again.',
      '30 The database answers again: what waits is executed and delivered.',
    ]);
    await work.receive([call('checkout>orders/cus_1', 1)]);
    while (handled.length === 0) await moment();
    expect(handled).toEqual([1]);
  } finally {
    await work.stop();
  }
});

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
