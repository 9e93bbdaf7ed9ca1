import { outboxAppend, outboxRecord, type Sql } from '@banyan/adapter-postgres';
import type { CancellationStore } from '../ports/cancellation-store.ts';

const requestCancellation = `
  WITH requested AS (
    INSERT INTO checkout.cancellation (order_id, requested_at)
    VALUES ($1, $2)
    ON CONFLICT DO NOTHING
    RETURNING order_id
  )
  SELECT ${outboxAppend('checkout', '$3::jsonb')} AS sequence FROM requested`;

const firstRequest = 'SELECT requested_at FROM checkout.cancellation WHERE order_id = $1';

/** Cancellations in PostgreSQL: request and message in one statement. */
export function cancellationStoreIn(sql: Sql): CancellationStore {
  return {
    async request({ orderId, requestedAt, message }) {
      const [requested] = await sql.query<{ sequence: number }>(requestCancellation, [orderId, requestedAt, message && JSON.stringify(outboxRecord(message))]);
      if (requested) return requestedAt;
      const [first] = await sql.query<{ requested_at: Date }>(firstRequest, [orderId]);
      if (!first) throw new Error(`The cancellation of ${orderId} has been removed while it was asked for again. Ask once more.`);
      return first.requested_at.toISOString();
    },
  };
}
