import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SqsReport } from '../start/sqs-host.ts';

/** An SQS with empty memory. */
export interface SqsEmulator {
  readonly url: string;
  /** Ends it; what it held is forgotten. */
  close(): Promise<void>;
}

/**
 * Starts an SQS emulator in a process of its own, as SQS would be; it ends with this one at the latest. It takes any
 * credentials, so this process gets some if it has none.
 * @throws {Error} if it ended before it listened; its own failure is printed
 */
export async function startSqsEmulator(): Promise<SqsEmulator> {
  process.env['AWS_ACCESS_KEY_ID'] ??= 'emulator';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'emulator';
  const program = fileURLToPath(new URL('../start/sqs-host.ts', import.meta.url));
  const child = fork(program, ['0'], { execArgv: ['--disable-warning=ExperimentalWarning'], env: { ...process.env, NODE_OPTIONS: '' } });
  const ended = once(child, 'exit');
  const { port } = await Promise.race([
    once(child, 'message').then(([report]) => report as SqsReport),
    ended.then(() => Promise.reject(new Error('The SQS emulator did not start: its failure is printed above.'))),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
