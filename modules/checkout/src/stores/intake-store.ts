import { outboxAppend, outboxRecord, type Sql } from '@banyan/adapter-postgres';
import { isolatingBatcher } from '@banyan/outbox';
import type { RequestFingerprint } from '../crypto/request-fingerprint.ts';
import type { EarlierIntake, IntakeStore, NewIntake } from '../ports/intake-store.ts';

/**
 * Intake rows, their buyers' next numbers and the outbox entries are one statement, so one round trip and one
 * commit, shared by the requests that come at about the same time. Messages are appended from the inserted rows:
 * a repeat inserts none and so uses up no number. Keys and lanes are taken in their order, so that two such
 * statements wait for each other but never in a circle.
 */
const takeIntakes = `
  WITH intake AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS intake(place integer, order_id text, request_key text,
      request_hash text, answer text, buyer text, market text, lines jsonb, accepted_at timestamptz, message jsonb, state jsonb)
  ), taken AS (
    INSERT INTO checkout.intake (order_id, request_key, request_hash, answer, buyer, market, lines, accepted_at)
    SELECT order_id, request_key, request_hash, answer, buyer, market, lines, accepted_at FROM intake ORDER BY request_key
    ON CONFLICT DO NOTHING
    RETURNING order_id
  ), rejected AS (
    INSERT INTO checkout.order_state (order_id, revision, status, state, recorded_at)
    SELECT order_id, (state->>'revision')::integer, state->>'status', state, (state->'history'->-1->>'at')::timestamptz
    FROM intake JOIN taken USING (order_id) WHERE state IS NOT NULL ORDER BY order_id
  ), in_order AS (
    SELECT place, message FROM intake JOIN taken USING (order_id) ORDER BY message->>'lane' COLLATE "C", place
  )
  SELECT place, ${outboxAppend('checkout', 'in_order.message')} AS sequence FROM in_order`;

const findEarlier = `
  SELECT order_id AS "orderId", request_hash AS "requestHash", answer FROM checkout.intake WHERE request_key = $1`;

const findOrder = 'SELECT FROM checkout.intake WHERE order_id = $1';

const keepUnexecuted = `
  INSERT INTO checkout.not_executed (order_id, request_hash, accepted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

const findRecorded = `
  SELECT place FROM jsonb_to_recordset($1::jsonb) AS asked(place integer, request_key text, request_hash text)
  JOIN checkout.intake i USING (request_key)
  WHERE i.request_hash = asked.request_hash
    OR EXISTS (SELECT FROM checkout.not_executed n WHERE n.order_id = i.order_id AND n.request_hash = asked.request_hash)`;

/** Accepted orders in PostgreSQL. */
export function intakeStoreIn(sql: Sql): IntakeStore {
  const earlierUnder = async (requestKey: string) => {
    const [earlier] = await sql.query<EarlierIntake>(findEarlier, [requestKey]);
    return earlier ?? null;
  };
  /** Says of each whether it was taken. */
  const takeTogether = isolatingBatcher<NewIntake, boolean>(async (intakes) => {
    const rows = await sql.query<{ place: number }>(takeIntakes, [recordsOf(intakes)]);
    const taken = new Set(rows.map(({ place }) => place));
    return intakes.map((_, place) => taken.has(place));
  });
  return {
    async take(intake) {
      if (await takeTogether(intake)) return 'taken';
      // The insert waited for whoever had the key to commit, so a statement begun after it sees that row.
      const earlier = await earlierUnder(intake.requestKey);
      if (earlier) return earlier;
      throw new Error(`The order id ${intake.orderId} is taken under another request key. Look at both rows of checkout.intake before anything else is accepted.`);
    },

    findEarlier: earlierUnder,

    async has(orderId) {
      return (await sql.query(findOrder, [orderId])).length > 0;
    },

    async keepUnexecuted({ orderId, requestHash, acceptedAt }) {
      await sql.query(keepUnexecuted, [orderId, requestHash, acceptedAt]);
    },

    async recordedAmong<R extends RequestFingerprint>(requests: readonly R[]) {
      const asked = requests.map(({ requestKey, requestHash }, place) => ({ place, request_key: requestKey, request_hash: requestHash }));
      const rows = await sql.query<{ place: number }>(findRecorded, [JSON.stringify(asked)]);
      return rows.map(({ place }) => requests[place]!);
    },

    async answers() {
      await sql.query('SELECT');
    },
  };
}

/** The intakes as a JSON array; of several with the same order id the first, since the others repeat it. */
function recordsOf(intakes: readonly NewIntake[]): string {
  const first = new Map<string, object>();
  for (const [place, { orderId, requestKey, requestHash, answer, buyer, market, lines, acceptedAt, then }] of intakes.entries()) {
    if (first.has(orderId)) continue;
    first.set(orderId, {
      place,
      order_id: orderId,
      request_key: requestKey,
      request_hash: requestHash,
      answer,
      buyer,
      market,
      lines,
      accepted_at: acceptedAt,
      ...(then.kind === 'process' ? { message: outboxRecord(then.message) } : { state: then.state }),
    });
  }
  return JSON.stringify([...first.values()]);
}
