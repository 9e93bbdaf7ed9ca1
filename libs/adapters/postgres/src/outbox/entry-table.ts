/** Creates a table of deferred calls, as they stand in an outbox or an inbox. */
export const entryTable = (name: string) =>
  `CREATE TABLE ${name} (
     lane text,
     sequence bigint,
     destination text NOT NULL,
     message_id text NOT NULL,
     contract_version text NOT NULL,
     body text NOT NULL,
     principal jsonb NOT NULL,
     traceparent text NOT NULL,
     accepted_at timestamptz NOT NULL,
     route_version int NOT NULL,
     PRIMARY KEY (lane, sequence)
   ) WITH (autovacuum_vacuum_scale_factor = 0.02)`;
