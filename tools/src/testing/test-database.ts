import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '@banyan/adapter-postgres/database';
import { migrate } from '@banyan/adapter-postgres/migrator';
import type { MigrationClass } from '@banyan/adapter-postgres/migrations';
import type { ConnectionSpec } from '@banyan/adapter-postgres';

/** A fresh, empty database of the run's PostgreSQL. */
export interface EmptyDatabase {
  /** As superuser: for the migrator, and for looking behind a module's back. */
  readonly adminUrl: string;
  /** As the login role of a module that was migrated with {@link testPassword}. */
  urlOf(module: string): string;
  /** Cuts all connections and drops the database. */
  close(): Promise<void>;
}

/** A fresh database with one module's schema. */
export interface TestDatabase extends EmptyDatabase {
  /** Logged in as the module's own role. */
  readonly database: Database;
}

/** Milliseconds that a test's connection may take, on a machine that is busy with others. */
const patience = 20_000;

/** The password of the modules' roles in tests. */
export const testPassword = 'only-for-tests';

/**
 * Makes a database without any schema, for tests that bring several modules or none.
 * @throws {Error} outside jest's global setup
 */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = process.env['BANYAN_TEST_POSTGRES'];
  if (!server) throw new Error("No PostgreSQL for tests. Run them through 'npm run jest', whose global setup starts one.");
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(server, `CREATE DATABASE ${name}`);
  const adminUrl = urlWith(server, { pathname: `/${name}` });
  return {
    adminUrl,
    urlOf: (module) => urlWith(adminUrl, { username: `banyan_${module}`, password: testPassword }),
    close: () => asAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Makes a database with a module's schema migrated, and logs in as the module. */
export async function testDatabase(
  module: string,
  migrations: readonly MigrationClass[],
  connection: Partial<Pick<ConnectionSpec, 'entities' | 'poolSize'>> = {},
): Promise<TestDatabase> {
  const empty = await emptyDatabase();
  await migrate({ adminUrl: empty.adminUrl, modules: [{ name: module, migrations, password: testPassword }] });
  const database = await openDatabase({ module, url: empty.urlOf(module), poolSize: 10, connectWithinMs: patience, ...connection });
  return {
    ...empty,
    database,
    close: async () => {
      await database.dataSource.destroy();
      await empty.close();
    },
  };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlWith(url: string, parts: Partial<Pick<URL, 'pathname' | 'username' | 'password'>>): string {
  return Object.assign(new URL(url), parts).href;
}
