import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

/** Builds a host of the workspace. @returns the program */
export async function builtHost(project: string, folder: string): Promise<string> {
  await promisify(execFile)('npx', ['nest', 'build', project], { cwd: root });
  return join(root, folder, 'dist/main.js');
}

/** Starts a program in a process of its own and waits for its first message. @throws {Error} if it ends without one */
export async function forked(program: string, environment: Readonly<Record<string, string>> = {}): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(program, { execArgv: ['--conditions=banyan-source', '--disable-warning=ExperimentalWarning'], env: { ...process.env, ...environment } });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${program} ended with ${String(code)}.`)));
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }];
  ended.catch(() => undefined);
  return { child, url: message.url };
}
