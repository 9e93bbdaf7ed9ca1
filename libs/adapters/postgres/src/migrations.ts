import type { DataSource, MigrationInterface } from 'typeorm';
import { schemaOf } from './module-names.ts';

/** A TypeORM migration. Its name ends in the JavaScript timestamp that orders it. */
export type MigrationClass = new () => MigrationInterface;

/** The table in the module's schema that lists the migrations that have run. */
export const migrationTable = 'migration';

/** The names of those migrations that have not run in this database, in the order given. */
export async function pendingMigrations(
  dataSource: DataSource,
  module: string,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const table = `${schemaOf(module)}.${migrationTable}`;
  const [found] = await dataSource.query<{ exists: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
  const rows = found?.exists ? await dataSource.query<{ name: string }[]>(`SELECT name FROM ${table}`) : [];
  const done = new Set(rows.map(({ name }) => name));
  return migrations.map((migration) => new migration().name ?? migration.name).filter((name) => !done.has(name));
}
