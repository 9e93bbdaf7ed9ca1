import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

declare global {
  var banyanTestServer: ChildProcess | undefined;
}

/** Starts one throw-away PostgreSQL for a run of jest; the workers find its URL in `BANYAN_TEST_POSTGRES`. */
export default async function startTestServer(): Promise<void> {
  const program = fileURLToPath(new URL('./throw-away-server.ts', import.meta.url));
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  globalThis.banyanTestServer = server;
  for await (const url of createInterface(server.stdout)) {
    process.env['BANYAN_TEST_POSTGRES'] = url;
    return;
  }
  throw new Error('No PostgreSQL for the tests: its failure is printed above.');
}
