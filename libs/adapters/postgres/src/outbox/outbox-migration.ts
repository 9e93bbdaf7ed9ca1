import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '../migrations.ts';
import { schemaOf } from '../module-names.ts';
import { entryTable } from './entry-table.ts';

/** The tables and the function of a module's outbox; one of the first migrations of a module that defers calls or announces events. */
export function outboxMigration(module: string): MigrationClass {
  const schema = schemaOf(module);
  return class implements MigrationInterface {
    readonly name = 'CreateOutbox1700000000001';
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements(schema)) await runner.query(statement);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP FUNCTION ${schema}.outbox_append`);
      await runner.query(`DROP TABLE ${schema}.outbox_entry, ${schema}.outbox_claim, ${schema}.outbox_head`);
    }
  };
}

/*
 * The head's row is locked by whoever appends, until commit: that makes sequences gapless, and their order that of
 * the commits. Relays work on the claim's row, so that a slow delivery never holds up an append. `due_at` is when a
 * relay may next claim the lane: now, when its lease ends, when it may be tried again, when an acknowledgement is
 * overdue, or null if nothing waits.
 *
 * All up to `sent` are durable at their consumers. Those behind it up to `underway` were handed over, and the inbox
 * lanes in `awaits` have yet to acknowledge them: if nothing comes until `overdue_at`, they are sent again. What inbox
 * lanes have acknowledged is kept in `acknowledged` until the lane comes to rest.
 *
 * A lane is `idle` while it has nothing to hand over: whoever appends wakes it. Until then it is due only when an
 * acknowledgement is overdue.
 */
const statements = (schema: string) => [
  `CREATE TABLE ${schema}.outbox_head (
     lane text PRIMARY KEY,
     last bigint NOT NULL
   ) WITH (fillfactor = 70)`,
  `CREATE TABLE ${schema}.outbox_claim (
     lane text PRIMARY KEY,
     sent bigint NOT NULL DEFAULT 0,
     underway bigint NOT NULL DEFAULT 0,
     awaits text[] NOT NULL DEFAULT '{}',
     acknowledged jsonb NOT NULL DEFAULT '{}',
     epoch bigint NOT NULL DEFAULT 0,
     attempts int NOT NULL DEFAULT 0,
     overdue int NOT NULL DEFAULT 0,
     overdue_ms int NOT NULL DEFAULT 0,
     overdue_at timestamptz,
     due_at timestamptz,
     idle boolean NOT NULL DEFAULT false
   ) WITH (autovacuum_vacuum_scale_factor = 0.02)`,
  `CREATE INDEX ON ${schema}.outbox_claim (due_at) WHERE due_at IS NOT NULL`,
  entryTable(`${schema}.outbox_entry`),
  `CREATE FUNCTION ${schema}.outbox_append(
     lane text, destination text, message_id text, contract_version text, body text,
     principal jsonb, traceparent text, accepted_at timestamptz, route_version int
   ) RETURNS bigint LANGUAGE plpgsql AS $$
   #variable_conflict use_variable
   DECLARE
     given bigint;
   BEGIN
     INSERT INTO ${schema}.outbox_head AS head VALUES (lane, 1)
       ON CONFLICT ON CONSTRAINT outbox_head_pkey DO UPDATE SET last = head.last + 1
       RETURNING head.last INTO given;
     INSERT INTO ${schema}.outbox_entry
       VALUES (lane, given, destination, message_id, contract_version, body, principal, traceparent, accepted_at, route_version);
     IF given = 1 THEN
       INSERT INTO ${schema}.outbox_claim (lane, due_at) VALUES (lane, clock_timestamp());
     ELSE
       UPDATE ${schema}.outbox_claim AS claim SET due_at = clock_timestamp(), idle = false
         WHERE claim.lane = outbox_append.lane AND claim.idle;
     END IF;
     RETURN given;
   END $$`,
];
