import { Client } from 'pg';
import type { Manifest, Source } from '../manifest.ts';

/** A database to read from, as it stood at one moment: whatever is read of it belongs to that moment. */
export interface OpenSource {
  readonly source: Source;
  /** A replica, rather than what the shop writes in. */
  readonly isReplica: boolean;
  /** Every transaction with a lower number has ended, and is seen here whole or not at all. */
  readonly horizon: bigint;
  /** No transaction of this number or a higher one has begun yet. */
  readonly next: bigint;
  /** What had been committed by then is seen here. */
  readonly asOf: Date;
  /** Seconds by which it is behind its writer; 0 for the writer itself. While nothing at all is written they grow as well. */
  readonly behind: number;
  query<Row extends object>(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Milliseconds to wait for a connection. */
const patience = 10_000;

/** Asked before the moment is chosen, so that what it tells holds for that moment as well. */
const lateness = `
  SELECT pg_is_in_recovery() AS "isReplica", clock_timestamp() AS now,
    CASE WHEN pg_is_in_recovery() THEN pg_last_xact_replay_timestamp() ELSE clock_timestamp() END AS "asOf"`;

/*
 * A replica's snapshots do not list what is under way, so pg_visible_in_snapshot() is of no use there; neither is it for transactions
 * within transactions. What both get right is where they begin.
 */
const moment = `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, pg_snapshot_xmax(pg_current_snapshot())::text AS next,
    system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS database, timeline_id AS timeline
  FROM pg_control_system(), pg_control_checkpoint()`;

interface Lateness {
  readonly isReplica: boolean;
  readonly now: Date;
  readonly asOf: Date | null;
}

interface Moment extends Source {
  readonly horizon: string;
  readonly next: string;
}

/**
 * Chooses the moment to read.
 * @param url of the replica, with a login that may read what is extracted
 */
export async function openSource(url: string): Promise<OpenSource> {
  const client = new Client({ connectionString: url, application_name: 'banyan reports', connectionTimeoutMillis: patience });
  // Whoever waits for an answer hears it too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { isReplica, now, asOf } = (await client.query<Lateness>(lateness)).rows[0]!;
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { horizon, next, database, timeline } = (await client.query<Moment>(moment)).rows[0]!;
    const known = asOf ?? new Date(0);
    return {
      source: { database, timeline },
      isReplica,
      horizon: BigInt(horizon),
      next: BigInt(next),
      asOf: known,
      behind: Math.max(0, (now.getTime() - known.getTime()) / 1_000),
      query: async <Row extends object>(statement: string) => (await client.query<Row>(statement)).rows,
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** How late reports are, in words. */
export function latenessOf({ asOf, behind }: Pick<Manifest, 'asOf' | 'behind'>): string {
  return `as of ${asOf}, ${behind.toFixed(1)} s behind the writer`;
}
