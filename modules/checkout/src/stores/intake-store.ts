import type { Sql } from '@banyan/adapter-postgres';
import type { EarlierIntake, IntakeStore } from '../ports/intake-store.ts';
import { outboxValues } from './outbox-values.ts';

/**
 * Intake row, the buyer's next number and the outbox entry are one statement, so one round trip and one
 * commit. The message is appended from the inserted row: a repeat inserts none and so uses up no number.
 */
const takeIntake = `
  WITH taken AS (
    INSERT INTO checkout.intake (order_id, request_key, request_hash, answer, buyer, market, lines, accepted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT DO NOTHING
    RETURNING order_id
  )
  SELECT checkout.outbox_append($9, $10, $11, $12, $13, $14, $15, $16, $17) AS sequence FROM taken`;

const findEarlier = `
  SELECT order_id AS "orderId", request_hash AS "requestHash", answer FROM checkout.intake WHERE request_key = $1`;

/** Accepted orders in PostgreSQL. */
export function intakeStoreIn(sql: Sql): IntakeStore {
  const earlierUnder = async (requestKey: string) => {
    const [earlier] = await sql.query<EarlierIntake>(findEarlier, [requestKey]);
    return earlier ?? null;
  };
  return {
    async take(intake) {
      const { orderId, requestKey, requestHash, answer, buyer, market, lines, acceptedAt, message } = intake;
      const own = [orderId, requestKey, requestHash, answer, buyer, market, JSON.stringify(lines), acceptedAt];
      const [taken] = await sql.query<{ sequence: number }>(takeIntake, [...own, ...outboxValues(message)]);
      if (taken) return 'taken';
      // The insert waited for whoever had the key to commit, so a statement begun after it sees that row.
      const earlier = await earlierUnder(requestKey);
      if (earlier) return earlier;
      throw new Error(`The order id ${orderId} is taken under another request key. Look at both rows of checkout.intake before anything else is accepted.`);
    },
    findEarlier: earlierUnder,
  };
}
