import type { OutboxMessage } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';
import { callColumns, recordsOf } from './call-row.ts';

/**
 * Puts messages into the module's outbox as part of a transaction: they are delivered exactly if it commits. Within
 * a lane they keep their order.
 */
export async function appendToOutbox(tx: Sql, module: string, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const schema = schemaOf(module);
  await tx.query(
    `SELECT ${schema}.outbox_append(lane, destination, message_id, contract_version, body, principal, traceparent, accepted_at, route_version)
     FROM jsonb_to_recordset($1::jsonb) AS message(${callColumns})`,
    [recordsOf(messages)],
  );
}
