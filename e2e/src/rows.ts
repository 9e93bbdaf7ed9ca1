import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * Reads every table in which the shop's modules record their business. Left out are the routes, which are what is different,
 * and the counters of deliveries and leases (`outbox_*`, `inbox_*`): they tell how often something was tried. A `position` among all orders'
 * rows is told as its place among those of the same order, since different orders are processed side by side.
 */
export async function rowsOf(dataFolder: string): Promise<Record<string, unknown[]>> {
  const environment = readFileSync(join(dataFolder, 'environments', 'monolith.env'), 'utf8');
  const found: Record<string, unknown[]> = {};
  for (const [, module, url] of environment.matchAll(/^([A-Z]+)_DATABASE_URL=(.+)$/gm)) {
    if (module === 'ROUTING') continue;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      for (const table of await tablesOf(client, module!.toLowerCase())) {
        const { rows } = await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
        found[table] = withPlaces(rows.map(({ row }) => row));
      }
    } finally {
      await client.end();
    }
  }
  return found;
}

type Row = Readonly<Record<string, unknown>>;

function withPlaces(rows: readonly Row[]): Row[] {
  const places = new Map<unknown, number>();
  return rows
    .toSorted((one, other) => Number(one['position'] ?? 0) - Number(other['position'] ?? 0))
    .map((row) => {
      if (row['position'] === undefined) return row;
      const position = (places.get(row['order_id']) ?? 0) + 1;
      places.set(row['order_id'], position);
      return { ...row, position };
    });
}

async function tablesOf(client: Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name !~ '^(inbox|outbox)_|migration' ORDER BY 1`,
    [schema],
  );
  return rows.map(({ name }) => name);
}
