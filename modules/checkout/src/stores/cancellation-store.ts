import type { Sql } from '@banyan/adapter-postgres';
import type { CancellationStore } from '../ports/cancellation-store.ts';
import { outboxValues } from './outbox-values.ts';

const requestCancellation = `
  WITH requested AS (
    INSERT INTO checkout.cancellation (order_id, requested_at)
    VALUES ($1, $2)
    ON CONFLICT DO NOTHING
    RETURNING order_id
  )
  SELECT checkout.outbox_append($3, $4, $5, $6, $7, $8, $9, $10, $11) AS sequence FROM requested`;

const firstRequest = 'SELECT requested_at FROM checkout.cancellation WHERE order_id = $1';

/** Cancellations in PostgreSQL: request and message in one statement. */
export function cancellationStoreIn(sql: Sql): CancellationStore {
  return {
    async request({ orderId, requestedAt, message }) {
      const [requested] = await sql.query<{ sequence: number }>(requestCancellation, [orderId, requestedAt, ...outboxValues(message)]);
      if (requested) return requestedAt;
      const [first] = await sql.query<{ requested_at: Date }>(firstRequest, [orderId]);
      if (!first) throw new Error(`The cancellation of ${orderId} has been removed while it was asked for again. Ask once more.`);
      return first.requested_at.toISOString();
    },
  };
}
