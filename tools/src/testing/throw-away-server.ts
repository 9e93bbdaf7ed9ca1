/**
 * Runs a throw-away PostgreSQL for as long as its parent lives: prints the server's URL as one line, and ends the
 * server when standard input closes, which also happens when the parent is killed. Told `durable`, its commits wait for the disk.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedData, startEmbeddedPostgres } from '../postgres/embedded-server.ts';

const parentGone = new Promise((resolve) => process.stdin.once('close', resolve).resume());
process.stdout.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const dataDir = mkdtempSync(join(tmpdir(), 'banyan-test-'));
chmodSync(dataDir, 0o711);
try {
  const server = await startEmbeddedPostgres({ dataDir, durable: process.argv[2] === 'durable' });
  process.stdout.write(`${server.adminUrl}\n`);
  await parentGone;
  await server.stop();
} finally {
  removeEmbeddedData(dataDir);
}
