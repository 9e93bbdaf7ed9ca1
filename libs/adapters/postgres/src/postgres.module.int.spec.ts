import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { emptyDatabase, severableProxy, testPassword, type EmptyDatabase } from '@banyan/tools/testing';
import type { Database } from './database.ts';
import { migrate } from './migrator.ts';
import { inboxMigration } from './outbox/inbox-migration.ts';
import { outboxMigration } from './outbox/outbox-migration.ts';
import { PostgresModule } from './postgres.module.ts';
import { databaseTokenOf, POSTGRES_SETTINGS, type PostgresSettings } from './tokens.ts';

@Global()
@Module({})
class HostSettings {
  static of(settings: PostgresSettings): DynamicModule {
    return { module: HostSettings, providers: [{ provide: POSTGRES_SETTINGS, useValue: settings }], exports: [POSTGRES_SETTINGS] };
  }
}

let empty: EmptyDatabase;
beforeAll(async () => {
  empty = await emptyDatabase();
  await migrate({ adminUrl: empty.adminUrl, modules: [{ name: 'orders', migrations: [outboxMigration('orders')], password: testPassword }] });
});
afterAll(() => empty.close());

const nobody = () => undefined;
/** @param hears what is said of failures */
const application = (module: DynamicModule, urls: Record<string, string>, hears: () => void = nobody) =>
  Test.createTestingModule({ imports: [HostSettings.of({ urls, poolSize: 2 }), module] }).setLogger({ log: nobody, error: hears, warn: nobody }).compile();

describe('the postgres module', () => {
  it('gives a module its database, and closes it at shutdown', async () => {
    const migrations = [outboxMigration('orders')];
    const app = await application(PostgresModule.forModule({ module: 'orders', migrations }), { orders: empty.urlOf('orders') });
    const database = app.get<Database>(databaseTokenOf('orders'), { strict: false });
    await expect(database.query('SELECT current_user AS role')).resolves.toEqual([{ role: 'banyan_orders' }]);
    await app.close();
    expect(database.dataSource.isInitialized).toBe(false);
  });

  it('refuses to start before the migrations have run, and names the command', async () => {
    const migrations = [outboxMigration('orders'), inboxMigration('orders')];
    await expect(application(PostgresModule.forModule({ module: 'orders', migrations }), { orders: empty.urlOf('orders') })).rejects.toThrow(
      /'orders' lacks CreateInbox1700000000002. Run 'npm run migrate'/,
    );
  });

  it('waits for a database that cannot be reached yet, and for no login that is refused', async () => {
    const proxy = await severableProxy(empty.urlOf('orders'));
    await proxy.cut();
    const failures = Promise.withResolvers<void>();
    const starting = application(PostgresModule.forModule({ module: 'orders' }), { orders: proxy.url }, () => failures.resolve());
    await failures.promise;
    await proxy.mend();
    const app = await starting;
    await expect(app.get<Database>(databaseTokenOf('orders'), { strict: false }).query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await app.close();
    await proxy.close();
    const url = Object.assign(new URL(empty.urlOf('orders')), { password: 'wrong' }).href;
    await expect(application(PostgresModule.forModule({ module: 'orders' }), { orders: url })).rejects.toThrow(/password authentication failed/);
  });

  it('names the setting that is missing', async () => {
    await expect(application(PostgresModule.forModule({ module: 'orders' }), {})).rejects.toThrow(/Set ORDERS_DATABASE_URL/);
  });
});
