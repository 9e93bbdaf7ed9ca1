import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { bundleOf, buildPages } from '@banyan/tools/start';

/** A console without a shop. */
export interface ConsoleProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the console before a control API. It ends with this process. */
export async function startConsole(controlUrl: string): Promise<ConsoleProcess> {
  await buildPages('console', () => undefined);
  const child = fork(bundleOf('console'), { env: { CONTROL_URL: controlUrl, CONTROL_VIEWER_TOKEN: 'viewer', CONSOLE_KEYS: `k1:${randomBytes(32).toString('base64url')}`, PORT: '0' }, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
