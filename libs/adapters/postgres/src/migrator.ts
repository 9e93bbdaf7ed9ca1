import pg from 'pg';
import { DataSource } from 'typeorm';
import { grantAccess, grantReading, prepareAccess, prepareReading } from './access.ts';
import { migrationTable, type MigrationClass } from './migrations.ts';
import { schemaOf } from './module-names.ts';
import { grantNarrowReading, type NarrowReader } from './narrow-reading.ts';

export interface ModuleToMigrate {
  readonly name: string;
  readonly migrations: readonly MigrationClass[];
  /** The password that the module's hosts log in with. */
  readonly password: string;
  /** The password that its candidates log in with, to read; without one there is no such login. */
  readonly readerPassword?: string;
}

/** What was done for one module. */
export interface ModuleMigrated {
  readonly module: string;
  /** The migrations that ran now; empty if the schema was up to date. */
  readonly applied: readonly string[];
}

/**
 * Brings the modules' schemas, login roles and rights up to date. May be repeated, and run by several at once:
 * they take turns.
 * @param spec.adminUrl the database, as a role that may create schemas and roles
 * @throws {Error} naming the module whose migration failed; that migration is rolled back, those before it stay
 */
export async function migrate(spec: {
  readonly adminUrl: string;
  readonly modules: readonly ModuleToMigrate[];
  /** Who may read of several modules, once all of them are up to date. */
  readonly reader?: NarrowReader;
  readonly report?: (done: ModuleMigrated) => void;
}): Promise<void> {
  const admin = new pg.Client({ connectionString: spec.adminUrl, application_name: 'banyan migrate', connectionTimeoutMillis: 5_000 });
  await admin.connect();
  try {
    await admin.query("SELECT pg_advisory_lock(hashtext('banyan migrate'))");
    for (const module of spec.modules) {
      const { name, password, readerPassword } = module;
      await prepareAccess(admin, name, password);
      if (readerPassword !== undefined) await prepareReading(admin, name, readerPassword);
      const applied = await runMigrations(spec.adminUrl, module);
      await grantAccess(admin, name);
      if (readerPassword !== undefined) await grantReading(admin, name);
      spec.report?.({ module: name, applied });
    }
    if (spec.reader) await grantNarrowReading(admin, spec.reader);
  } finally {
    await admin.end();
  }
}

async function runMigrations(adminUrl: string, { name, migrations }: ModuleToMigrate): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema: schemaOf(name),
    migrations: [...migrations],
    migrationsTableName: migrationTable,
    poolSize: 1,
    applicationName: `banyan migrate ${name}`,
    installExtensions: false,
    logger: 'debug',
    poolErrorHandler: () => undefined,
    extra: { lock_timeout: 10_000 },
  });
  await dataSource.initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } catch (cause) {
    throw new Error(`The migrations of '${name}' stopped: ${(cause as Error).message}. Mend the migration and run 'npm run migrate' again.`, { cause });
  } finally {
    await dataSource.destroy();
  }
}
