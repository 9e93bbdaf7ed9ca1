import type { PostgresServer } from './server.ts';

const tables = `
  SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** Each table of a database with a checksum over its rows, in whatever place they lie. */
export async function checksums(server: PostgresServer): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name } of await server.query<{ name: string }>(tables)) {
    const [row] = await server.query<{ sum: string }>(`SELECT count(*) || ' rows ' || md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) AS sum FROM (SELECT row::text AS line FROM ${name} AS row) AS lines`);
    found[name] = row!.sum;
  }
  return found;
}
