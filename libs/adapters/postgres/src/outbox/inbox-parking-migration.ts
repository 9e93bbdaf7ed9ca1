import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../migrations.ts';
import { schemaOf } from '../module-names.ts';
import { entryTable } from './entry-table.ts';

/** Lets an inbox's lanes be parked, and keeps what operators discard; after `inboxShareMigration`. It only adds, so that hosts of the release before go on. */
export function inboxParkingMigration(module: string): MigrationClass {
  const schema = schemaOf(module);
  return class implements MigrationInterface {
    readonly name = 'ParkLanes1764200000000';
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements(schema)) await runner.query(statement);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.inbox_discarded`);
      await runner.query(`DROP FUNCTION ${schema}.inbox_discarded_stays()`);
      // What is parked is tried again by the release before, which knows no parked lanes.
      await runner.query(`UPDATE ${schema}.inbox_due SET due_at = statement_timestamp() WHERE parked_at IS NOT NULL`);
      await runner.query(
        `ALTER TABLE ${schema}.inbox_due DROP COLUMN in_hand, DROP COLUMN troubled, DROP COLUMN failures, DROP COLUMN lapses,
           DROP COLUMN parked_at, DROP COLUMN parked_code, DROP COLUMN parked_message`,
      );
    }
  };
}

/*
 * `troubled` is the call that `failures` and `lapses` are counted for: of any other one there were none. Discarded calls
 * stay as they are: they are the only trace of what customers were promised. Who has to erase one owns the table, and
 * switches its trigger off for that.
 */
const statements = (schema: string) => [
  `ALTER TABLE ${schema}.inbox_due
     ADD COLUMN in_hand boolean NOT NULL DEFAULT false,
     ADD COLUMN troubled bigint NOT NULL DEFAULT 0,
     ADD COLUMN failures int NOT NULL DEFAULT 0,
     ADD COLUMN lapses int NOT NULL DEFAULT 0,
     ADD COLUMN parked_at timestamptz,
     ADD COLUMN parked_code text,
     ADD COLUMN parked_message text`,
  `CREATE INDEX ON ${schema}.inbox_due (parked_at, lane) WHERE parked_at IS NOT NULL`,
  entryTable(`${schema}.inbox_discarded`),
  `ALTER TABLE ${schema}.inbox_discarded
     ADD COLUMN parked_code text NOT NULL,
     ADD COLUMN parked_message text NOT NULL,
     ADD COLUMN discarded_at timestamptz NOT NULL,
     ADD COLUMN discarded_by text NOT NULL,
     ADD COLUMN reason text NOT NULL`,
  `CREATE FUNCTION ${schema}.inbox_discarded_stays() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'Discarded calls are kept as they are.'; END $$`,
  `CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.inbox_discarded FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.inbox_discarded_stays()`,
];
