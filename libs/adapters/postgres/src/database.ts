import { createHash } from 'node:crypto';
import { isUnavailable } from '@banyan/contracts/define';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { dataSourceOptions, type ConnectionSpec } from './data-source.ts';
import type { Sql } from './sql.ts';
import { failed } from './unreachable.ts';

/**
 * One module's access to its schema. All of it throws `Unavailable` if PostgreSQL cannot be reached or does not answer
 * in time; what was under way may then have happened.
 */
export interface Database extends Sql {
  /**
   * Commits what the work did if it resolves, else rolls back and throws what it threw. Isolation is READ
   * COMMITTED; a deadlock or serialization failure is left to the caller, who knows whether to repeat.
   */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** TypeORM over the same pool, for entities and the query builder. */
  readonly dataSource: DataSource;
}

/** Connects a module to its schema. Closed by `dataSource.destroy()`. */
export async function openDatabase(spec: ConnectionSpec): Promise<Database> {
  return databaseOn(await new DataSource(dataSourceOptions(spec)).initialize());
}

/** A database over an initialised data source that was made with {@link dataSourceOptions}. */
export function databaseOn(dataSource: DataSource): Database {
  const pool = (dataSource.driver as PostgresDriver).master as Pool;
  return { ...sqlOn(pool), dataSource, transaction: (work) => transaction(pool, work) };
}

const statementNames = new Map<string, string>();

function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    statementNames.set(text, name);
  }
  return name;
}

function sqlOn(connection: Pool | PoolClient): Sql {
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      const result = await connection.query<Row>({ name: nameOf(text), text, values: values as unknown[] }).catch(failed);
      return result.rows;
    },
  };
}

/** The connection's own query or the one in flight reports the loss too; unheard, the event would end the process. */
const heard = () => undefined;

async function transaction<T>(pool: Pool, work: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(failed);
  client.on('error', heard);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN').catch(failed);
    const result = await work(sqlOn(client));
    const { command } = await client.query('COMMIT').catch(failed);
    if (command === 'ROLLBACK') {
      throw new Error('A statement of this transaction failed and its error was swallowed, so nothing was committed. Let the error through.');
    }
    return result;
  } catch (error) {
    // A connection that does not answer is thrown away, and the transaction with it.
    if (isUnavailable(error)) broken = error;
    else await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
}
