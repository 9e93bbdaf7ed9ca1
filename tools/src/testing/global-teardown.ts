import type { ThrowAwayPostgres } from './throw-away-postgres.ts';

/** Ends the PostgreSQL of a run of jest. */
export default async function endTestServer(): Promise<void> {
  const server: ThrowAwayPostgres | undefined = globalThis.banyanTestServer;
  await server?.close();
}
