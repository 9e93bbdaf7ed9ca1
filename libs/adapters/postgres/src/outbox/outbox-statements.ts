/**
 * $1 lanes, $2 calls per lane, $3 milliseconds of lease. A lane of which an acknowledgement is overdue forgets what was
 * handed over. A lane whose entries this statement cannot see yet comes back empty and is let go again, not forgotten.
 * `ANY (ARRAY(…))` keeps the planner on the index, whatever it believes about $1.
 */
export const claimStatement = (schema: string) => `
  WITH due AS (
    SELECT lane FROM ${schema}.outbox_claim
    WHERE due_at <= statement_timestamp() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE ${schema}.outbox_claim AS claim
    SET epoch = claim.epoch + 1, due_at = statement_timestamp() + $3 * interval '1 millisecond', idle = false,
        underway = CASE WHEN ${isOverdue} THEN claim.sent ELSE claim.underway END,
        awaits = CASE WHEN ${isOverdue} THEN '{}' ELSE claim.awaits END,
        overdue = CASE WHEN ${isOverdue} THEN claim.overdue + 1 ELSE claim.overdue END,
        overdue_at = CASE WHEN ${isOverdue} THEN NULL ELSE claim.overdue_at END
    WHERE lane = ANY (ARRAY(SELECT lane FROM due))
    RETURNING claim.lane, claim.epoch, claim.sent, claim.underway, claim.attempts, claim.overdue
  )
  SELECT claimed.lane AS claimed_lane, claimed.epoch, claimed.sent, claimed.attempts, claimed.overdue, entry.*
  FROM claimed LEFT JOIN LATERAL (
    SELECT * FROM ${schema}.outbox_entry AS entry
    WHERE entry.lane = claimed.lane AND entry.sequence > claimed.underway ORDER BY entry.sequence LIMIT $2
  ) AS entry ON true
  ORDER BY claimed.lane, entry.sequence`;

const isOverdue = 'claim.overdue_at <= statement_timestamp()';

/**
 * $1 deliveries. A lane becomes idle only under the lock of its head, and only if the head says that nothing was
 * appended: whoever is about to append holds that lock, or takes it afterwards and finds the lane idle.
 */
export const settleStatement = (schema: string) => `
  WITH delivery AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS delivery(lane text, epoch bigint, "then" text, sequence bigint, awaits text[], overdue_ms int, retry_ms int)
  ), held AS (
    SELECT delivery.lane, delivery."then", delivery.retry_ms, claim.sent, claim.acknowledged, claim.overdue_at,
           greatest(claim.underway, delivery.sequence) AS underway,
           ARRAY(SELECT unnest(claim.awaits) UNION SELECT unnest(delivery.awaits)) AS awaits,
           coalesce(delivery.overdue_ms, claim.overdue_ms) AS overdue_ms
    FROM ${schema}.outbox_claim AS claim JOIN delivery USING (lane)
    WHERE claim.epoch = delivery.epoch ORDER BY lane FOR UPDATE OF claim
  ), emptied AS (
    SELECT head.lane FROM ${schema}.outbox_head AS head JOIN held USING (lane)
    WHERE head.last = held.underway FOR UPDATE OF head SKIP LOCKED
  ), ${released(schema, 'EXISTS (SELECT FROM emptied WHERE emptied.lane = held.lane)')}
  UPDATE ${schema}.outbox_claim AS claim
  SET ${releasedColumns},
      overdue_ms = released.overdue_ms,
      attempts = CASE WHEN released."then" = 'retry' THEN claim.attempts + 1 ELSE 0 END,
      due_at = CASE
        WHEN released."then" = 'retry' THEN statement_timestamp() + released.retry_ms * interval '1 millisecond'
        WHEN released.now_idle THEN released.now_overdue_at
        ELSE statement_timestamp() END
  FROM released WHERE claim.lane = released.lane`;

/**
 * $1 lanes with what was acknowledged. Gives the lanes that were told. A transaction that appended to a lane may have
 * woken it, and then holds it until it ends: `whereFree` passes over such lanes. `waiting` is for one lane at a time,
 * since whoever waits for one lane while holding another could stop a transaction that appends to both.
 */
export const acknowledgeStatements = (schema: string) => ({
  whereFree: acknowledge(schema, 'SKIP LOCKED'),
  waiting: acknowledge(schema, ''),
});

/** An idle lane stays so, which needs no look at its head: an append would have woken it. */
const acknowledge = (schema: string, locked: string) => `
  WITH news AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS news(lane text, acknowledged jsonb)
  ), held AS (
    SELECT claim.lane, claim.sent, claim.underway, claim.awaits, claim.overdue_ms, claim.overdue_at, claim.idle, (
      SELECT jsonb_object_agg(inbox_lane, latest) FROM (
        SELECT key AS inbox_lane, max(value::bigint) AS latest
        FROM (SELECT * FROM jsonb_each_text(claim.acknowledged) UNION ALL SELECT * FROM jsonb_each_text(news.acknowledged)) AS known
        GROUP BY key
      ) AS latest
    ) AS acknowledged
    FROM ${schema}.outbox_claim AS claim JOIN news USING (lane) ORDER BY lane FOR UPDATE OF claim ${locked}
  ), ${released(schema, 'idle')}
  UPDATE ${schema}.outbox_claim AS claim
  SET ${releasedColumns},
      due_at = CASE WHEN released.now_idle THEN released.now_overdue_at ELSE claim.due_at END
  FROM released WHERE claim.lane = released.lane
  RETURNING claim.lane`;

/**
 * What all have acknowledged that are awaited is durable. Nothing is overdue as long as something becomes durable.
 * @param idle whether a lane of `held` has nothing to hand over
 */
const released = (schema: string, idle: string) => `durable AS (
    SELECT held.lane, greatest(held.sent, least(held.underway, (
      SELECT min(coalesce((held.acknowledged ->> inbox_lane)::bigint, 0)) FROM unnest(held.awaits) AS inbox_lane
    ))) AS now_sent FROM held
  ), released AS (
    SELECT held.*, now_sent, ${idle} AS now_idle, CASE
      WHEN now_sent = underway THEN NULL
      WHEN overdue_at IS NULL OR now_sent > sent THEN statement_timestamp() + overdue_ms * interval '1 millisecond'
      ELSE overdue_at END AS now_overdue_at
    FROM held JOIN durable USING (lane)
  ), forgotten AS (
    DELETE FROM ${schema}.outbox_entry AS entry USING released WHERE entry.lane = released.lane AND entry.sequence <= released.now_sent
  )`;

const releasedColumns = `sent = released.now_sent,
      underway = released.underway,
      awaits = CASE WHEN released.now_overdue_at IS NULL THEN '{}' ELSE released.awaits END,
      acknowledged = CASE WHEN released.now_overdue_at IS NULL AND released.now_idle THEN '{}' ELSE released.acknowledged END,
      overdue = CASE WHEN released.now_sent > released.sent THEN 0 ELSE claim.overdue END,
      overdue_at = released.now_overdue_at,
      idle = released.now_idle`;
