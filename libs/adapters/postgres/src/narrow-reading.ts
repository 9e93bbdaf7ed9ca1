import type { Client } from 'pg';
import { prepareLogin } from './access.ts';

/** A login that may read certain columns, of any module, and nothing else. */
export interface NarrowReader {
  readonly role: string;
  readonly password: string;
  /** `schema.table` → its columns, those of the system among them. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/** Creates the login, and takes from it what it may read no more. That its transactions are read-only where it doesn't say otherwise is a second wall. */
export async function grantNarrowReading(admin: Client, { role, password, columns }: NarrowReader): Promise<void> {
  const schemas = [...new Set(Object.keys(columns).map((table) => table.split('.')[0]!))];
  for (const schema of schemas) await prepareLogin(admin, schema, { role, password });
  await admin.query('BEGIN');
  await admin.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
  for (const schema of schemas) await admin.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role}`);
  for (const [table, names] of Object.entries(columns)) await admin.query(`GRANT SELECT (${names.join(', ')}) ON ${table} TO ${role}`);
  await admin.query('COMMIT');
}
