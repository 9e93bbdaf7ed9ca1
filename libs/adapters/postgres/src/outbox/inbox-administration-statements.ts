/** Lanes that rest are due at no time, and there are as many of them as there ever were customers. */
export const backlogStatement = (schema: string) => `
  SELECT count(*) FILTER (WHERE parked_at IS NULL AND NOT in_hand) AS waiting, count(*) FILTER (WHERE in_hand) AS in_hand, count(parked_at) AS parked
  FROM ${schema}.inbox_due WHERE due_at IS NOT NULL`;

/** $1 and $2 the time and the lane behind which it goes on, $3 lanes. */
export const lanesStatement = (schema: string) => `
  SELECT due.lane, CASE WHEN parked_at IS NOT NULL THEN 'parked' WHEN in_hand THEN 'inHand' ELSE 'waiting' END AS state,
    greatest(due.stored - fence.applied, 1) AS calls, entry.accepted_at AS oldest, due.attempts
  FROM ${schema}.inbox_due AS due JOIN ${schema}.inbox_lane AS fence USING (lane)
  JOIN ${schema}.inbox_entry AS entry ON entry.lane = due.lane AND entry.sequence = fence.applied + 1
  WHERE due_at IS NOT NULL AND (entry.accepted_at, due.lane) > ($1::timestamptz, $2::text)
  ORDER BY entry.accepted_at, due.lane LIMIT $3`;

/** As above; $4 the only lane that is looked at, or null. */
export const parkedStatement = (schema: string) => `
  SELECT due.lane, fence.applied + 1 AS sequence, entry.message_id, entry.destination, entry.traceparent, entry.accepted_at,
    due.parked_at, due.parked_code, due.parked_message, greatest(due.failures, due.lapses) AS attempts,
    greatest(due.stored - fence.applied - 1, 0) AS behind
  FROM ${schema}.inbox_due AS due JOIN ${schema}.inbox_lane AS fence USING (lane)
  JOIN ${schema}.inbox_entry AS entry ON entry.lane = due.lane AND entry.sequence = fence.applied + 1
  WHERE due.parked_at IS NOT NULL AND (due.parked_at, due.lane) > ($1::timestamptz, $2::text) AND ($4::text IS NULL OR due.lane = $4)
  ORDER BY due.parked_at, due.lane LIMIT $3`;

const goesOn = 'attempts = 0, failures = 0, lapses = 0, in_hand = false, parked_at = NULL, parked_code = NULL, parked_message = NULL, due_at = statement_timestamp()';

/** $1 the lane. */
export const retryStatement = (schema: string) =>
  `UPDATE ${schema}.inbox_due SET ${goesOn} WHERE lane = $1 AND parked_at IS NOT NULL RETURNING lane`;

/** $1 the lane, $2 the call that is meant, $3 who does it, $4 why. The epoch rises, so that a handler of the call which still runs changes nothing. */
export const discardStatement = (schema: string) => `
  WITH parked AS (
    SELECT fence.lane, due.parked_code, due.parked_message FROM ${schema}.inbox_lane AS fence JOIN ${schema}.inbox_due AS due USING (lane)
    WHERE fence.lane = $1 AND fence.applied = $2::bigint - 1 AND due.parked_at IS NOT NULL FOR UPDATE
  ), kept AS (
    INSERT INTO ${schema}.inbox_discarded
    SELECT entry.*, parked_code, parked_message, statement_timestamp(), $3, $4
    FROM parked JOIN ${schema}.inbox_entry AS entry ON entry.lane = parked.lane AND entry.sequence = $2
  ), forgotten AS (
    DELETE FROM ${schema}.inbox_entry AS entry USING parked WHERE entry.lane = parked.lane AND entry.sequence = $2
  ), passed AS (
    UPDATE ${schema}.inbox_lane AS fence SET applied = $2, epoch = fence.epoch + 1 FROM parked WHERE fence.lane = parked.lane
  ), goes_on AS (
    UPDATE ${schema}.inbox_due AS due SET ${goesOn} FROM parked WHERE due.lane = parked.lane
  )
  SELECT lane FROM parked`;

/** $1 the lane, $2 the call that was meant. */
export const whyNotStatement = (schema: string) => `
  SELECT EXISTS (SELECT FROM ${schema}.inbox_discarded WHERE lane = $1 AND sequence = $2) AS was, due.parked_at IS NOT NULL AS parked, fence.applied + 1 AS sequence
  FROM (SELECT $1::text AS lane) AS asked LEFT JOIN ${schema}.inbox_lane AS fence USING (lane) LEFT JOIN ${schema}.inbox_due AS due USING (lane)`;
