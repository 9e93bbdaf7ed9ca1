import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../migrations.ts';
import { schemaOf } from '../module-names.ts';
import { entryTable } from './entry-table.ts';

/** The tables of a module's inbox; one of the first migrations of a module that serves deferred operations. */
export function inboxMigration(module: string): MigrationClass {
  const schema = schemaOf(module);
  return class implements MigrationInterface {
    readonly name = 'CreateInbox1700000000002';
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements(schema)) await runner.query(statement);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.inbox_entry, ${schema}.inbox_due, ${schema}.inbox_lane`);
    }
  };
}

/*
 * The lane's row is the fence: handlers lock it for as long as their transaction lasts. When a lane is due, how often
 * it received something and up to where none is missing (`stored`) is kept in a row of its own, so that nothing which
 * arrives waits for a handler.
 */
const statements = (schema: string) => [
  `CREATE TABLE ${schema}.inbox_lane (
     lane text PRIMARY KEY,
     applied bigint NOT NULL DEFAULT 0,
     epoch bigint NOT NULL DEFAULT 0
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE ${schema}.inbox_due (
     lane text PRIMARY KEY,
     due_at timestamptz,
     received bigint NOT NULL DEFAULT 1,
     stored bigint NOT NULL DEFAULT 0,
     attempts int NOT NULL DEFAULT 0
   ) WITH (autovacuum_vacuum_scale_factor = 0.02)`,
  `CREATE INDEX ON ${schema}.inbox_due (due_at) WHERE due_at IS NOT NULL`,
  entryTable(`${schema}.inbox_entry`),
];
