import { startEmbeddedPostgres } from '../postgres/embedded-server.ts';

/** What this process tells whoever started it, once. */
export type PostgresReport =
  | { readonly kind: 'ready'; readonly adminUrl: string; readonly serverPid: number; readonly notes: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Runs PostgreSQL for a shop: `postgres-host.ts <data folder> <port> <fresh or kept>`. It ends when it is asked to, when
 * the server does, and when whoever started it is gone, so that a server never stays behind.
 */
const [dataDir = '', port = '', kept = ''] = process.argv.slice(2);
const tell = (report: PostgresReport) => new Promise<void>((resolve) => process.send?.(report, () => resolve()));

try {
  const server = await startEmbeddedPostgres({ dataDir, port: Number(port), fresh: kept === 'fresh', durable: true });
  let asked = false;
  const end = () => {
    asked = true;
    void server.stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
  if (!process.connected) end();
  await tell({ kind: 'ready', adminUrl: server.adminUrl, serverPid: server.pid, notes: server.notes });
  await server.ended;
  process.exit(asked ? 0 : 1);
} catch (error) {
  await tell({ kind: 'failed', message: (error as Error).message });
  process.exit(1);
}
