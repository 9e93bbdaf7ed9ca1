import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { emptyDatabase, testPassword, type EmptyDatabase } from '@banyan/tools/testing';
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

const silent = { log: () => undefined, error: () => undefined, warn: () => undefined };
const application = (module: DynamicModule, urls: Record<string, string>) =>
  Test.createTestingModule({ imports: [HostSettings.of({ urls, poolSize: 2 }), module] }).setLogger(silent).compile();

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

  it('names the setting that is missing', async () => {
    await expect(application(PostgresModule.forModule({ module: 'orders' }), {})).rejects.toThrow(/Set ORDERS_DATABASE_URL/);
  });
});
