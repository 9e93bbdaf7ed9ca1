import { openDatabase, type Database } from '../database.ts';
import { pendingMigrations } from '../migrations.ts';
import type { Sql } from '../sql.ts';
import { failed } from '../unreachable.ts';
import { routing, routingMigrations } from './routing-migration.ts';

/** The schema of routes and reports, reached when it is first needed: a host can start while it is away. */
export interface RoutingDatabase extends Sql {
  close(): Promise<void>;
}

export interface RoutingDatabaseOptions {
  /** As the role `banyan_routing`. */
  readonly url: string;
  /** Connections at most; 2 if left out: watching and reporting are one statement each. */
  readonly poolSize?: number;
  /** Milliseconds that PostgreSQL may take to answer; 2,000 if left out. A connection may take two seconds more. */
  readonly answerWithinMs?: number;
  /** Told when the server closes an idle connection. */
  readonly onLostConnection?: (error: Error) => void;
}

/**
 * A database that throws `Unavailable` while it cannot be reached, and tries anew with each statement.
 * A statement throws an error that names the command if the schema lacks migrations: hosts verify, they don't migrate.
 */
export function routingDatabase({ url, poolSize = 2, answerWithinMs = 2_000, onLostConnection }: RoutingDatabaseOptions): RoutingDatabase {
  let opened: Promise<Database> | undefined;
  let closed = false;

  async function open(): Promise<Database> {
    const database = await openDatabase({ module: routing, url, poolSize, answerWithinMs, ...(onLostConnection ? { onLostConnection } : {}) });
    try {
      const pending = await pendingMigrations(database.dataSource, routing, routingMigrations);
      if (pending.length > 0) throw new Error(`The schema '${routing}' lacks ${pending.join(', ')}. Run 'npm run migrate', then start again.`);
      return database;
    } catch (error) {
      await database.dataSource.destroy();
      throw error;
    }
  }

  function database(): Promise<Database> {
    if (closed) return Promise.reject(new Error('The routing database was closed.'));
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      return failed(error);
    });
    return opened;
  }

  return {
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      return (await database()).query<Row>(text, values);
    },
    async close() {
      closed = true;
      const last = await opened?.catch(() => undefined);
      opened = undefined;
      if (last) await last.dataSource.destroy();
    },
  };
}
