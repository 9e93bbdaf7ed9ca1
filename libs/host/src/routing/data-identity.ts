import type { Database } from '@banyan/adapter-postgres';

/**
 * Which data a module works on: the same text for two hosts exactly if they share the database. A copy of it, however it was
 * made, is another one as soon as another server serves it; a replica that took over is the same.
 */
export async function dataIdentityOf(database: Database): Promise<string> {
  const [row] = await database.query<{ server: string; database: string }>(
    'SELECT system_identifier::text AS server, (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database FROM pg_control_system()',
  );
  return `${row!.server}/${row!.database}`;
}
