import { once } from 'node:events';

/** Ends the PostgreSQL that global setup started. */
export default async function stopTestServer(): Promise<void> {
  const server = globalThis.banyanTestServer;
  if (!server || server.exitCode !== null) return;
  const ended = once(server, 'close');
  server.stdin?.end();
  await ended;
}
