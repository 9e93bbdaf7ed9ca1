import { BUCKETS, bucketOfLane, type Acknowledgement, type DeferredCall } from '@banyan/contracts/define';
import { isolatingBatcher, type ClaimedTurns, type InboxStore, type Progress } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';
import { callOf, recordsOf, type CallRow } from './call-row.ts';
import { inboxAdministration } from './inbox-administration.ts';
import { claimStatement, receiveStatement, settleStatement } from './inbox-statements.ts';

type TurnRow = { claimed_lane: string; epoch: number; applied: number; attempts: number; received: number; failures: number; lapses: number } & (CallRow | { lane: null });

/** A module's inbox in its schema. Leases go by the database's clock; no lock outlives a statement. */
export function postgresInbox(sql: Sql, module: string): InboxStore {
  const schema = schemaOf(module);
  const receive = receiveStatement(schema);
  const claim = claimStatement(schema);
  const settle = settleStatement(schema);

  /** Deliveries of many lanes that come together are stored together. */
  const store = isolatingBatcher<readonly DeferredCall[], Acknowledgement[]>(async (deliveries) => {
    const rows = await sql.query<Acknowledgement>(receive, [recordsOf(deliveries.flat()), bucketsOf(deliveries.flat())]);
    const stored = new Map(rows.map(({ lane, sequence }) => [lane, sequence]));
    return deliveries.map((calls) => [...new Set(calls.map(({ lane }) => lane))].map((lane) => ({ lane, sequence: stored.get(lane) ?? 0 })));
  });

  return {
    ...inboxAdministration(sql, schema),
    async receive(calls) {
      return calls.length > 0 ? store(calls) : [];
    },
    async claim({ lanes, callsPerLane, leaseMs, share = { from: 0, to: BUCKETS }, suspects = lanes, dueForMs = 0 }) {
      return turnsOf(await sql.query<TurnRow>(claim, [lanes, callsPerLane, leaseMs, share.from, share.to, suspects, dueForMs]));
    },
    async settle(progress) {
      const rows = await sql.query<{ lane: string }>(settle, [JSON.stringify(progress.map(recordOf))]);
      return new Set(rows.map(({ lane }) => lane));
    },
  };
}

/** Lane → bucket, as JSON text. */
function bucketsOf(calls: readonly DeferredCall[]): string {
  return JSON.stringify(Object.fromEntries(calls.map(({ lane }) => [lane, bucketOfLane(lane)])));
}

function turnsOf(rows: readonly TurnRow[]): ClaimedTurns[] {
  const lanes = new Map<string, ClaimedTurns & { calls: DeferredCall[] }>();
  for (const row of rows) {
    const { claimed_lane: lane, epoch, attempts, failures, lapses, received } = row;
    const turns = lanes.get(lane) ?? { lane, epoch, attempts, failures, lapses, received, calls: [] };
    lanes.set(lane, turns);
    const next = row.applied + turns.calls.length + 1;
    if (row.lane !== null && row.sequence === next) turns.calls.push(callOf(row));
  }
  return [...lanes.values()];
}

function recordOf({ lane, epoch, applied, then }: Progress): object {
  return {
    lane,
    epoch,
    applied,
    then: then.kind,
    due_in: then.kind === 'keep' ? then.leaseMs : then.kind === 'retry' ? then.inMs : 0,
    received: then.kind === 'rest' ? then.received : undefined,
    own: then.kind === 'park' || (then.kind === 'retry' && (then.own ?? false)),
    ...(then.kind === 'park' ? { code: then.code, message: then.message } : {}),
  };
}
