import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Client } from 'pg';

const modules = ['catalog', 'orders', 'checkout', 'accounts', 'payments'];

/**
 * What the modules' databases hold: of each table how many rows, and a digest of them in which it does not matter when or how often they were written;
 * and a digest of everything that is defined there. Two states are equal exactly if nothing is there in one that is not in the other.
 */
export async function stateOfData(dataFolder: string): Promise<Record<string, string>> {
  const environment = parseEnv(readFileSync(join(dataFolder, 'environments', 'monolith.env'), 'utf8'));
  const found: Record<string, string> = {};
  for (const module of modules) {
    const client = new Client({ connectionString: environment[`${module.toUpperCase()}_DATABASE_URL`] });
    await client.connect();
    try {
      const { rows: tables } = await client.query<{ name: string }>(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1",
        [module],
      );
      for (const { name } of tables) found[name] = await digestOf(client, `SELECT t::text AS line FROM ${name} AS t`);
      if (module === 'catalog') for (const [what, query] of Object.entries(defined)) found[what] = await digestOf(client, query);
    } finally {
      await client.end();
    }
  }
  return found;
}

/** What is defined in the whole database, and in the server for all of them. */
const defined = {
  relations: "SELECT concat_ws(' ', oid, relnamespace, relname, relnatts) AS line FROM pg_class WHERE relnamespace::regnamespace::text <> 'pg_toast'",
  functions: "SELECT concat_ws(' ', oid, pronamespace, proname) AS line FROM pg_proc",
  schemas: 'SELECT nspname::text AS line FROM pg_namespace',
  sequences: "SELECT concat_ws(' ', schemaname, sequencename, last_value) AS line FROM pg_sequences",
  'large objects': 'SELECT oid::text AS line FROM pg_largeobject_metadata',
  roles: "SELECT concat_ws(' ', rolname, rolsuper, rolcanlogin, rolconfig) AS line FROM pg_roles",
};

async function digestOf(client: Client, lines: string): Promise<string> {
  const { rows } = await client.query<{ count: string; digest: string }>(
    `SELECT count(*)::text AS count, md5(coalesce(string_agg(md5(line), '' ORDER BY md5(line)), '')) AS digest FROM (${lines}) AS all_lines`,
  );
  return `${rows[0]!.count} rows, ${rows[0]!.digest}`;
}
