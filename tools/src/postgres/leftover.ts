import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Ends a server that an earlier start left on this cluster, and forgets one that died.
 * @returns the pid of the server that was ended, if there was one
 * @throws {Error} if it does not end
 */
export async function endLeftover(cluster: string): Promise<number | undefined> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!commandOf(pid).includes(cluster)) {
    rmSync(pidFile, { force: true });
    return undefined;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const patience = Date.now() + 10_000;
    while (Date.now() < patience) {
      if (!existsSync(pidFile) || commandOf(pid) === '') return pid;
      await pause(20);
    }
  }
  throw new Error(`PostgreSQL (pid ${pid}) still runs on ${cluster} and does not stop. End it, then start again.`);
}

/** The command line of a process; empty if it is gone. */
function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
