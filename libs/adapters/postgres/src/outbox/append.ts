import type { OutboxMessage } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';
import { callColumns, recordOf, recordsOf } from './call-row.ts';

/**
 * Puts messages into the module's outbox as part of a transaction: they are delivered exactly if it commits. Within
 * a lane they keep their order.
 */
export async function appendToOutbox(tx: Sql, module: string, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(`SELECT ${append(module)} FROM jsonb_to_recordset($1::jsonb) AS message(${callColumns})`, [recordsOf(messages)]);
}

/**
 * An expression for statements that write messages together with what they tell of: it appends one to the outbox and
 * gives its place in its lane. A statement that appends several does so by rising lane, `COLLATE "C"`, since it holds
 * each lane until it ends.
 * @param message an expression that gives what {@link outboxRecord} made, as jsonb; where it is null nothing is told
 */
export function outboxAppend(module: string, message: string): string {
  return `(SELECT ${append(module)} FROM jsonb_to_record(${message}) AS message(${callColumns}) WHERE ${message} IS NOT NULL)`;
}

/** A message in the form in which {@link outboxAppend} takes it from JSON. */
export function outboxRecord(message: OutboxMessage): object {
  return recordOf(message);
}

const append = (module: string) =>
  `${schemaOf(module)}.outbox_append(lane, destination, message_id, contract_version, body, principal, traceparent, accepted_at, route_version)`;
