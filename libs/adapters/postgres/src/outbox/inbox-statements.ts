import { BUCKETS } from '@banyan/contracts/define';
import { callColumns } from './call-row.ts';

const isMine = `coalesce(bucket, ${BUCKETS - 1}) >= $4 AND coalesce(bucket, ${BUCKETS - 1}) < $5`;

/** Calls of a lane that came early and are looked at when what they waited for is received. */
const lookAhead = 1_000;

/**
 * $1 calls, $2 the bucket of each of their lanes. Every lane that got something new becomes due, even if its next call is still missing: `received` tells
 * a runner that is about to let the lane go that it has not seen everything.
 *
 * Gives for each lane up to where none is missing. That is counted on from where it was known to be, among the calls
 * given and a limited number of stored ones, so that it costs the same however many wait. What another statement stores
 * at the same time is not seen, and told by a later one.
 */
export const receiveStatement = (schema: string) => `
  WITH call AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS call(sequence bigint, ${callColumns})
  ), known AS (
    INSERT INTO ${schema}.inbox_lane (lane) SELECT DISTINCT lane FROM call ORDER BY lane ON CONFLICT DO NOTHING
  ), given AS (
    SELECT lane, applied, greatest(applied, stored) AS upto FROM (
      SELECT lane,
        coalesce((SELECT applied FROM ${schema}.inbox_lane WHERE inbox_lane.lane = call.lane), 0) AS applied,
        coalesce((SELECT stored FROM ${schema}.inbox_due WHERE inbox_due.lane = call.lane), 0) AS stored
      FROM (SELECT DISTINCT lane FROM call) AS call
    ) AS known
  ), fresh AS (
    INSERT INTO ${schema}.inbox_entry
    SELECT lane, sequence, destination, message_id, contract_version, body, principal, traceparent, accepted_at, route_version
    FROM call JOIN given USING (lane) WHERE sequence > applied
    ORDER BY lane, sequence
    ON CONFLICT DO NOTHING RETURNING lane
  ), behind AS (
    SELECT lane, sequence FROM given JOIN call USING (lane) WHERE sequence > upto
    UNION
    SELECT lane, sequence FROM given CROSS JOIN LATERAL (
      SELECT sequence FROM ${schema}.inbox_entry AS entry
      WHERE entry.lane = given.lane AND entry.sequence > given.upto ORDER BY entry.sequence LIMIT ${lookAhead}
    ) AS entry
  ), reached AS (
    SELECT lane, max(sequence) AS upto FROM (
      SELECT lane, sequence, upto + row_number() OVER (PARTITION BY lane ORDER BY sequence) AS expected FROM behind JOIN given USING (lane)
    ) AS numbered WHERE sequence = expected GROUP BY lane
  )
  INSERT INTO ${schema}.inbox_due AS due (lane, due_at, received, stored, bucket)
  SELECT lane, CASE WHEN lane IN (SELECT lane FROM fresh) THEN statement_timestamp() END,
    (lane IN (SELECT lane FROM fresh))::int, greatest(given.upto, reached.upto), ($2::jsonb ->> lane)::int
  FROM given LEFT JOIN reached USING (lane) ORDER BY lane
  ON CONFLICT (lane) DO UPDATE SET received = due.received + excluded.received, due_at = coalesce(due.due_at, excluded.due_at),
    stored = greatest(due.stored, excluded.stored), bucket = excluded.bucket
  RETURNING lane, stored AS sequence`;

const isDue = `due_at <= statement_timestamp() - $7 * interval '1 millisecond'`;

/**
 * $1 lanes, $2 calls per lane, $3 milliseconds of lease, from bucket $4 up to before $5, $6 suspects, $7 milliseconds for which they have been due. Lanes from before there were
 * buckets count as the last: whoever executes all has them. A lane whose handler still holds the fence is passed over.
 * Fences are locked last, and only of lanes that turned out to be due: a lane that another runner has claimed a moment
 * ago must not look overtaken to it, not even for the length of this statement. `received` is read as of the same
 * snapshot as the calls, so that it never speaks of a call that is not among them. `ANY (ARRAY(…))` keeps the planner
 * on the index, whatever it believes about $1. A lane that is due while it is still in hand was left without a word;
 * such lanes are looked for among the $1 that have been due the longest, so that a claim costs the same however many are due.
 */
export const claimStatement = (schema: string) => `
  WITH suspect AS (
    SELECT lane FROM ${schema}.inbox_due
    WHERE lane = ANY (ARRAY(SELECT lane FROM ${schema}.inbox_due WHERE ${isDue} AND ${isMine} ORDER BY due_at LIMIT $1::bigint))
      AND ${isDue} AND (in_hand OR lapses > 0)
    ORDER BY due_at LIMIT least($1::bigint, $6::bigint) FOR UPDATE SKIP LOCKED
  ), due AS (
    SELECT lane FROM ${schema}.inbox_due
    WHERE ${isDue} AND NOT in_hand AND lapses = 0 AND ${isMine}
    ORDER BY due_at LIMIT $1::bigint - (SELECT count(*) FROM suspect) FOR UPDATE SKIP LOCKED
  ), ready AS (
    SELECT lane FROM ${schema}.inbox_lane WHERE lane = ANY (ARRAY(SELECT lane FROM suspect UNION ALL SELECT lane FROM due)) FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE ${schema}.inbox_lane AS fence SET epoch = fence.epoch + 1
    WHERE lane = ANY (ARRAY(SELECT lane FROM ready))
    RETURNING fence.lane, fence.epoch, fence.applied
  ), leased AS (
    UPDATE ${schema}.inbox_due AS due SET due_at = statement_timestamp() + $3 * interval '1 millisecond', in_hand = true, troubled = applied + 1,
      failures = CASE WHEN troubled = applied + 1 THEN failures ELSE 0 END,
      lapses = CASE WHEN troubled = applied + 1 THEN lapses ELSE 0 END + in_hand::int
    FROM claimed WHERE due.lane = claimed.lane AND due.lane = ANY (ARRAY(SELECT lane FROM ready))
    RETURNING due.lane, failures, lapses
  ), seen AS (
    SELECT lane, attempts, received FROM ${schema}.inbox_due WHERE lane = ANY (ARRAY(SELECT lane FROM ready))
  )
  SELECT claimed.lane AS claimed_lane, claimed.epoch, claimed.applied, seen.attempts, seen.received, leased.failures, leased.lapses, entry.*
  FROM claimed JOIN seen USING (lane) JOIN leased USING (lane) LEFT JOIN LATERAL (
    SELECT * FROM ${schema}.inbox_entry AS entry
    WHERE entry.lane = claimed.lane AND entry.sequence > claimed.applied ORDER BY entry.sequence LIMIT $2
  ) AS entry ON true
  ORDER BY claimed.lane, entry.sequence`;

/** Nothing stands against the lane, and more than three quarters of its lease are left. */
const isWellInHand = `due.in_hand AND due.attempts = 0 AND due.failures = 0 AND due.lapses = 0
      AND due.due_at > statement_timestamp() + mine.due_in * interval '0.75 milliseconds'`;

/**
 * $1 progress of lanes. Gives those that are still held. To keep a lane without progress needs no lock, since its
 * handler may hold the fence meanwhile. Otherwise its handler has ended, and whoever holds the fence has overtaken it;
 * after a failure the epoch rises, so that a handler which was given up changes nothing. A parked lane is due at infinity,
 * which what arrives leaves as it is.
 *
 * Most progress is that one more call of a lane was applied, which is written to the fence alone: its row of `inbox_due`
 * stays as it is while most of the lease is left and no trouble has to be forgotten, and what was applied is deleted
 * together when the lane is let go, by whoever does that.
 */
export const settleStatement = (schema: string) => `
  WITH progress AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS progress(lane text, epoch bigint, applied bigint, "then" text, due_in int, received bigint, own boolean, code text, message text)
  ), held AS (
    SELECT progress.*, greatest(fence.applied, progress.applied) AS now_applied
    FROM ${schema}.inbox_lane AS fence JOIN progress USING (lane)
    WHERE fence.epoch = progress.epoch AND NOT (progress."then" = 'keep' AND progress.applied IS NULL)
      AND (progress.applied IS NULL OR fence.applied IN (progress.applied - 1, progress.applied))
    ORDER BY lane FOR UPDATE OF fence SKIP LOCKED
  ), kept AS (
    SELECT progress.*, fence.applied AS now_applied FROM ${schema}.inbox_lane AS fence JOIN progress USING (lane)
    WHERE fence.epoch = progress.epoch AND progress."then" = 'keep' AND progress.applied IS NULL
  ), mine AS (
    SELECT * FROM held UNION ALL SELECT * FROM kept
  ), applied AS (
    UPDATE ${schema}.inbox_lane AS fence SET applied = held.now_applied, epoch = fence.epoch + (held."then" IN ('retry', 'park'))::int
    FROM held WHERE fence.lane = held.lane AND (fence.applied < held.now_applied OR held."then" IN ('retry', 'park'))
  ), forgotten AS (
    DELETE FROM ${schema}.inbox_entry AS entry USING held
    WHERE entry.lane = held.lane AND entry.sequence <= held.now_applied AND held."then" <> 'keep'
  ), locked AS (
    SELECT mine.* FROM ${schema}.inbox_due AS due JOIN mine USING (lane)
    WHERE NOT (mine."then" = 'keep' AND ${isWellInHand}) ORDER BY lane FOR UPDATE OF due
  ), scheduled AS (
    UPDATE ${schema}.inbox_due AS due
    SET attempts = CASE WHEN mine."then" IN ('retry', 'park') THEN due.attempts + 1 WHEN mine.applied IS NULL THEN due.attempts ELSE 0 END,
        in_hand = mine."then" = 'keep',
        troubled = mine.now_applied + 1,
        failures = CASE WHEN due.troubled = mine.now_applied + 1 THEN due.failures ELSE 0 END + mine.own::int,
        lapses = CASE WHEN due.troubled = mine.now_applied + 1 AND mine."then" <> 'rest' THEN due.lapses ELSE 0 END,
        parked_at = CASE WHEN mine."then" = 'park' THEN date_trunc('milliseconds', statement_timestamp()) END,
        parked_code = mine.code,
        parked_message = mine.message,
        due_at = CASE WHEN mine."then" = 'park' THEN 'infinity' WHEN mine."then" = 'rest' AND due.received = mine.received THEN NULL
          ELSE statement_timestamp() + mine.due_in * interval '1 millisecond' END
    FROM locked AS mine WHERE due.lane = mine.lane
  )
  SELECT lane FROM mine`;
