import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../migrations.ts';

/** The schema that keeps routes, the reports of hosts and what operators did; it is migrated like a module's, and `banyan_routing` logs in to it. */
export const routing = 'routing';

/*
 * A state's text is kept as its bytes in UTF-8, since `text` has no place for U+0000:
 * SELECT version, convert_from(content, 'UTF8') FROM routing.route_state.
 *
 * A report is written anew each second. Half of each page is left free for that, so that the new row lies beside the old
 * one and no index has to know.
 */
class CreateRouting implements MigrationInterface {
  readonly name = 'CreateRouting1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE routing.route_state (version bigint PRIMARY KEY CHECK (version > 0), content bytea NOT NULL)`);
    await runner.query(`
      CREATE FUNCTION routing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'States of the routes are never changed or removed. To go back, append an earlier one as a new version.';
      END $$`);
    await runner.query(`
      CREATE TRIGGER only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON routing.route_state
      FOR EACH STATEMENT EXECUTE FUNCTION routing.refuse_change()`);
    await runner.query(`
      CREATE TABLE routing.host_report (instance text PRIMARY KEY, host text NOT NULL, report json NOT NULL, at timestamptz NOT NULL)
      WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing.route_state, routing.host_report');
    await runner.query('DROP FUNCTION routing.refuse_change');
  }
}

/** What operators did is kept for good, as the states of the routes are. */
class NoteOperatorActs implements MigrationInterface {
  readonly name = 'NoteOperatorActs1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE routing.operator_act (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT statement_timestamp(), act json NOT NULL)`);
    await runner.query(`
      CREATE FUNCTION routing.refuse_change_of_acts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'What operators did is never changed or removed.';
      END $$`);
    await runner.query(`
      CREATE TRIGGER only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON routing.operator_act
      FOR EACH STATEMENT EXECUTE FUNCTION routing.refuse_change_of_acts()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing.operator_act');
    await runner.query('DROP FUNCTION routing.refuse_change_of_acts');
  }
}

/** What `npm run migrate` runs for {@link routing}. */
export const routingMigrations: readonly MigrationClass[] = [CreateRouting, NoteOperatorActs];
