import { outboxLaneOf, type Acknowledgement } from '@banyan/contracts/define';
import type { ClaimedLane, Delivery, OutboxStore } from '@banyan/outbox';
import { schemaOf } from '../module-names.ts';
import type { Sql } from '../sql.ts';
import { callOf, type CallRow } from './call-row.ts';
import { acknowledgeStatements, claimStatement, settleStatement } from './outbox-statements.ts';

type ClaimRow = Omit<ClaimedLane, 'lane' | 'calls'> & { claimed_lane: string } & (CallRow | { lane: null });

/** What inbox lanes have acknowledged of one outbox lane. */
interface News {
  readonly lane: string;
  readonly acknowledged: Readonly<Record<string, number>>;
}

/** A module's outbox in its schema. Leases go by the database's clock; no lock outlives a statement. */
export function postgresOutbox(sql: Sql, module: string): OutboxStore {
  const schema = schemaOf(module);
  const claim = claimStatement(schema);
  const settle = settleStatement(schema);
  const acknowledge = acknowledgeStatements(schema);

  async function tell(statement: string, news: readonly News[]): Promise<ReadonlySet<string>> {
    const told = await sql.query<{ lane: string }>(statement, [JSON.stringify(news)]);
    return new Set(told.map(({ lane }) => lane));
  }

  return {
    async claim({ lanes, callsPerLane, leaseMs }) {
      const claimed = new Map<string, ClaimedLane & { calls: ReturnType<typeof callOf>[] }>();
      for (const row of await sql.query<ClaimRow>(claim, [lanes, callsPerLane, leaseMs])) {
        const { claimed_lane: lane, epoch, sent, attempts, overdue } = row;
        const entry = claimed.get(lane) ?? { lane, epoch, sent, attempts, overdue, calls: [] };
        if (row.lane !== null) entry.calls.push(callOf(row));
        claimed.set(lane, entry);
      }
      return [...claimed.values()];
    },
    async settle(deliveries) {
      await sql.query(settle, [JSON.stringify(deliveries.map(recordOf))]);
    },
    async acknowledge(acknowledgements) {
      const news = newsOf(acknowledgements);
      const told = await tell(acknowledge.whereFree, news);
      for (const one of news) if (!told.has(one.lane)) await tell(acknowledge.waiting, [one]);
    },
  };
}

function recordOf({ lane, epoch, then }: Delivery): object {
  return {
    lane,
    epoch,
    then: then.kind,
    sequence: then.kind === 'retry' ? undefined : then.sequence,
    awaits: then.kind === 'underway' ? then.awaits : [],
    overdue_ms: then.kind === 'underway' ? then.overdueMs : undefined,
    retry_ms: then.kind === 'retry' ? then.inMs : undefined,
  };
}

function newsOf(acknowledgements: readonly Acknowledgement[]): News[] {
  const byLane = Map.groupBy(acknowledgements, ({ lane }) => outboxLaneOf(lane).lane);
  return [...byLane].map(([lane, own]) => ({ lane, acknowledged: latestOf(own) }));
}

function latestOf(acknowledgements: readonly Acknowledgement[]): Record<string, number> {
  const latest = new Map<string, number>();
  for (const { lane, sequence } of acknowledgements) latest.set(lane, Math.max(sequence, latest.get(lane) ?? 0));
  return Object.fromEntries(latest);
}
