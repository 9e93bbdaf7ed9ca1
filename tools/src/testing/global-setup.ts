import { throwAwayPostgres, type ThrowAwayPostgres } from './throw-away-postgres.ts';

declare global {
  var banyanTestServer: ThrowAwayPostgres | undefined;
}

/** Starts one throw-away PostgreSQL for a run of jest; the workers find its URL in `BANYAN_TEST_POSTGRES`. */
export default async function startTestServer(): Promise<void> {
  globalThis.banyanTestServer = await throwAwayPostgres({ durable: false });
  process.env['BANYAN_TEST_POSTGRES'] = globalThis.banyanTestServer.adminUrl;
}
