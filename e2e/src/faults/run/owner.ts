import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool, type QueryResultRow } from 'pg';

/** Asks the database as its owner, behind the shop's back. */
export interface Owner {
  query<Row extends QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Begins a transaction with a statement, and keeps it open until `meanwhile` resolves, which hears how many rows the statement had. Nothing stays changed. */
  hold(statement: string, meanwhile: (rows: number) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** By which the owner's sessions are told from the shop's. */
export const ownersSessions = 'banyan faults';

/** The owner of the database at this address. A statement fails while the database is away; later ones find it again. */
export function ownerOf(url: string): Owner {
  const pool = new Pool({ connectionString: url, max: 4, application_name: ownersSessions, connectionTimeoutMillis: 2_000, query_timeout: 20_000 });
  pool.on('error', () => undefined);
  return {
    query: async <Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []) => (await pool.query<Row>(statement, [...values])).rows,
    hold: async (statement, meanwhile) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await meanwhile((await client.query(statement)).rowCount ?? 0);
      } finally {
        // Ends the transaction with its connection, whatever has become of both.
        client.release(true);
      }
    },
    close: () => pool.end(),
  };
}

/** Where the owner of a shop's own database logs in. */
export async function ownerUrlIn(folder: string, postgres: { readonly url: string }): Promise<string> {
  const password = await readFile(join(folder, 'postgres', 'password'), 'utf8');
  return Object.assign(new URL(postgres.url), { username: 'postgres', password, pathname: '/postgres' }).href;
}
