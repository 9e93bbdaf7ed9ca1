import pg from 'pg';
import { emptyDatabase, testPassword } from '@banyan/tools/testing';
import { migrate } from '../migrator.ts';
import { routing, routingMigrations } from './routing-migration.ts';

/** A fresh database with the schema for routes and reports. */
export interface RoutingForTests {
  /** As `banyan_routing`. */
  readonly url: string;
  readonly adminUrl: string;
  /** Does something as superuser, which may do what the login may not. */
  asAdmin(statement: string): Promise<void>;
  close(): Promise<void>;
}

export async function routingForTests(): Promise<RoutingForTests> {
  const empty = await emptyDatabase();
  const { adminUrl } = empty;
  await migrate({ adminUrl, modules: [{ name: routing, migrations: routingMigrations, password: testPassword }] });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  return {
    url: empty.urlOf(routing),
    adminUrl,
    asAdmin: async (statement) => void (await admin.query(statement)),
    async close() {
      await admin.end();
      await empty.close();
    },
  };
}
