import type { ClaimedLane, OutboxStore } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';
import { callOf, type CallRow } from './call-row.ts';

type ClaimRow = { claimed_lane: string; epoch: number; sent: number; attempts: number } & (CallRow | { lane: null });

/** A module's outbox in its schema. Leases go by the database's clock; no lock outlives a statement. */
export function postgresOutbox(sql: Sql, module: string): OutboxStore {
  const schema = schemaOf(module);
  const claim = claimStatement(schema);
  const settle = settleStatement(schema);
  return {
    async claim({ lanes, callsPerLane, leaseMs }) {
      const claimed = new Map<string, ClaimedLane & { calls: ReturnType<typeof callOf>[] }>();
      for (const row of await sql.query<ClaimRow>(claim, [lanes, callsPerLane, leaseMs])) {
        const { claimed_lane: lane, epoch, sent, attempts } = row;
        const entry = claimed.get(lane) ?? { lane, epoch, sent, attempts, calls: [] };
        if (row.lane !== null) entry.calls.push(callOf(row));
        claimed.set(lane, entry);
      }
      return [...claimed.values()];
    },
    async settle(deliveries) {
      await sql.query(settle, [
        deliveries.map(({ lane }) => lane),
        deliveries.map(({ epoch }) => epoch),
        deliveries.map(({ sent }) => sent),
        deliveries.map(({ retryIn }) => retryIn ?? null),
      ]);
    },
  };
}

/**
 * $1 lanes, $2 calls per lane, $3 milliseconds of lease. A lane whose entries this statement cannot see yet comes back
 * empty and is let go again, not forgotten. `ANY (ARRAY(…))` keeps the planner on the index, whatever it believes
 * about $1.
 */
const claimStatement = (schema: string) => `
  WITH due AS (
    SELECT lane FROM ${schema}.outbox_claim
    WHERE due_at <= statement_timestamp() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE ${schema}.outbox_claim AS claim
    SET epoch = claim.epoch + 1, due_at = statement_timestamp() + $3 * interval '1 millisecond'
    WHERE lane = ANY (ARRAY(SELECT lane FROM due))
    RETURNING claim.lane, claim.epoch, claim.sent, claim.attempts
  )
  SELECT claimed.lane AS claimed_lane, claimed.epoch, claimed.sent, claimed.attempts, entry.*
  FROM claimed LEFT JOIN LATERAL (
    SELECT * FROM ${schema}.outbox_entry AS entry
    WHERE entry.lane = claimed.lane AND entry.sequence > claimed.sent ORDER BY entry.sequence LIMIT $2
  ) AS entry ON true
  ORDER BY claimed.lane, entry.sequence`;

/**
 * A lane comes to rest only under the lock of its head, and only if the head says that nothing was appended: whoever
 * is about to append holds that lock, or takes it afterwards and finds the lane at rest.
 */
const settleStatement = (schema: string) => `
  WITH delivery AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[]) AS delivery(lane, epoch, sent, retry_in)
  ), held AS (
    SELECT delivery.* FROM ${schema}.outbox_claim AS claim JOIN delivery USING (lane)
    WHERE claim.epoch = delivery.epoch ORDER BY lane FOR UPDATE OF claim
  ), emptied AS (
    SELECT head.lane FROM ${schema}.outbox_head AS head JOIN held USING (lane)
    WHERE head.last = held.sent FOR UPDATE OF head SKIP LOCKED
  ), forgotten AS (
    DELETE FROM ${schema}.outbox_entry AS entry USING held WHERE entry.lane = held.lane AND entry.sequence <= held.sent
  )
  UPDATE ${schema}.outbox_claim AS claim
  SET sent = held.sent,
      attempts = CASE WHEN held.retry_in IS NULL THEN 0 ELSE claim.attempts + 1 END,
      due_at = CASE
        WHEN held.retry_in IS NOT NULL THEN statement_timestamp() + held.retry_in * interval '1 millisecond'
        WHEN EXISTS (SELECT FROM emptied WHERE emptied.lane = held.lane) THEN NULL
        ELSE statement_timestamp() END
  FROM held WHERE claim.lane = held.lane`;
