import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL that ends, and is deleted, with whoever started it. */
export interface ThrowAwayPostgres {
  /** Of the database `postgres`, as superuser. */
  readonly adminUrl: string;
  close(): Promise<void>;
}

/**
 * Starts one.
 * @param durable whether a commit waits for the disk, as it does where orders are taken
 * @throws {Error} if it does not start; its failure is printed
 */
export async function throwAwayPostgres({ durable }: { readonly durable: boolean }): Promise<ThrowAwayPostgres> {
  const program = fileURLToPath(new URL('./throw-away-server.ts', import.meta.url));
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, durable ? 'durable' : 'quick'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  for await (const adminUrl of createInterface(server.stdout)) {
    return {
      adminUrl,
      close: async () => {
        if (server.exitCode !== null) return;
        const ended = once(server, 'close');
        server.stdin.end();
        await ended;
      },
    };
  }
  throw new Error('PostgreSQL did not start: its failure is printed above.');
}
