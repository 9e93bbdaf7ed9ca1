import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of the kernel in a second, which Linux has had for all architectures since 2.6. */
const TICKS = 100;

/** Fields of `/proc/<pid>/stat` behind the name of the program, as proc(5) numbers them, less three. */
const field = { parent: 1, user: 11, system: 12, childrenUser: 13, childrenSystem: 14 } as const;

/**
 * Seconds of CPU, user and system, that a process and all below it have used so far, those that have ended included. Other work on
 * the machine does not count into it, however busy the machine is.
 * @throws {Error} where there is no /proc, which only Linux has
 */
export function cpuSecondsOf(pid: number): number {
  const processes = readProcesses();
  const own = processes.get(pid);
  if (!own) throw new Error(`There is no process ${pid} in /proc; CPU time is read there, which takes Linux.`);
  const below = (parent: number): number => [...processes].filter(([, { parent: of }]) => of === parent).reduce((sum, [child, { ticks }]) => sum + ticks + below(child), 0);
  return (own.ticks + below(pid)) / TICKS;
}

interface Process {
  readonly parent: number;
  readonly ticks: number;
}

function readProcesses(): ReadonlyMap<number, Process> {
  const processes = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    if (stat !== undefined) processes.set(Number(name), processIn(stat));
  }
  return processes;
}

/** Undefined for a process that has ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The name of the program stands in brackets and may hold blanks and brackets itself. */
function processIn(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
  return { parent: fields[field.parent]!, ticks: fields[field.user]! + fields[field.system]! + fields[field.childrenUser]! + fields[field.childrenSystem]! };
}
