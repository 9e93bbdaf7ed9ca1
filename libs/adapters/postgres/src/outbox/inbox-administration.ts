import type { DiscardOutcome, InboxAdministration, LaneMark, LaneReading, ParkedLane } from '@banyan/outbox';
import type { Sql } from '../sql.ts';
import { backlogStatement, discardStatement, lanesStatement, parkedStatement, retryStatement, whyNotStatement } from './inbox-administration-statements.ts';

interface LaneRow {
  readonly lane: string;
  readonly state: LaneReading['state'];
  readonly calls: number;
  readonly oldest: Date;
  readonly attempts: number;
}

interface ParkedRow {
  readonly lane: string;
  readonly sequence: number;
  readonly message_id: string;
  readonly destination: string;
  readonly traceparent: string;
  readonly accepted_at: Date;
  readonly parked_at: Date;
  readonly parked_code: string;
  readonly parked_message: string;
  readonly attempts: number;
  readonly behind: number;
}

/** What operators see of a module's inbox in its schema, and do to it. */
export function inboxAdministration(sql: Sql, schema: string): InboxAdministration {
  const [backlog, lanes, parked, retry, discard, whyNot] = [backlogStatement, lanesStatement, parkedStatement, retryStatement, discardStatement, whyNotStatement].map((statement) => statement(schema)) as [
    string, string, string, string, string, string,
  ];
  const from = (after: LaneMark | undefined) => [after?.at ?? '-infinity', after?.lane ?? ''];
  return {
    async backlog() {
      const [row] = await sql.query<{ waiting: number; in_hand: number; parked: number }>(backlog);
      const { waiting = 0, in_hand: inHand = 0, parked: parkedLanes = 0 } = row ?? {};
      return { waiting, inHand, parked: parkedLanes };
    },
    async lanes({ limit, after }) {
      const rows = await sql.query<LaneRow>(lanes, [...from(after), limit]);
      return rows.map(({ oldest, ...reading }) => ({ ...reading, oldest: oldest.toISOString() }));
    },
    async parked({ limit, after, lane = null }) {
      return (await sql.query<ParkedRow>(parked, [...from(after), limit, lane])).map(parkedOf);
    },
    async retry(lane) {
      return (await sql.query(retry, [lane])).length > 0;
    },
    async discard({ lane, sequence, by, reason }): Promise<DiscardOutcome> {
      if ((await sql.query(discard, [lane, sequence, by, reason])).length > 0) return { kind: 'discarded' };
      const [found] = await sql.query<{ was: boolean; parked: boolean; sequence: number }>(whyNot, [lane, sequence]);
      if (found?.was) return { kind: 'wasDiscarded' };
      return found?.parked ? { kind: 'anotherCall', sequence: found.sequence } : { kind: 'notParked' };
    },
  };
}

function parkedOf(row: ParkedRow): ParkedLane {
  const { lane, sequence, message_id: messageId, destination, traceparent, attempts, behind } = row;
  return {
    lane,
    call: { sequence, messageId, destination, traceparent, acceptedAt: row.accepted_at.toISOString() },
    since: row.parked_at.toISOString(),
    attempts,
    why: { code: row.parked_code, message: row.parked_message },
    behind,
  };
}
