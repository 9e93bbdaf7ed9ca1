import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A line of `ps`. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** A process and everything below it, as they run now. */
export async function family(pid: number): Promise<Process[]> {
  return below(pid, await running());
}

/** Waits until these processes are gone; those that are not after so many milliseconds are killed, and given back. */
export async function survivors(processes: readonly Process[], patience: number): Promise<Process[]> {
  const giveUp = Date.now() + patience;
  for (;;) {
    const alive = new Set((await running()).map(({ pid }) => pid));
    const left = processes.filter(({ pid }) => alive.has(pid));
    if (left.length > 0 && Date.now() < giveUp) await pause(50);
    else return left.filter(kill);
  }
}

function kill({ pid }: Process): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // It has gone by itself meanwhile.
  }
}

function below(pid: number, all: readonly Process[]): Process[] {
  const children = all.filter(({ parent }) => parent === pid);
  return [...all.filter((process) => process.pid === pid), ...children.flatMap((child) => below(child.pid, all))];
}

/** Leaves out those that have ended and whose parent has not asked yet how. */
async function running(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,command=']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[3]!.startsWith('Z'))
    .map((found) => ({ pid: Number(found![1]), parent: Number(found![2]), command: found![4]! }));
}
