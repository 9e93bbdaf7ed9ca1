import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../migrations.ts';
import { schemaOf } from '../module-names.ts';

/** Gives an inbox's lanes their buckets, by which several hosts share them; after `inboxMigration`. */
export function inboxShareMigration(module: string): MigrationClass {
  const schema = schemaOf(module);
  return class implements MigrationInterface {
    readonly name = 'ShareInbox1764100000000';
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.inbox_due ADD COLUMN bucket int`);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`ALTER TABLE ${schema}.inbox_due DROP COLUMN bucket`);
    }
  };
}
