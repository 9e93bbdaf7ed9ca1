import { spawn } from 'node:child_process';

/** How a command came to its end. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A command as somebody runs it in a terminal: in a process group of its own. */
export interface Command {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has printed so far, on both streams. */
  printed(): string;
  /** Resolves once it has printed this. @throws {Error} with what it did print, if it ends before */
  says(words: RegExp): Promise<void>;
  /** What Ctrl-C does: the whole group is interrupted. */
  interrupt(): void;
}

/** The folder of the whole workspace. */
export const workspace = new URL('../../..', import.meta.url).pathname;

const surroundings = Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

/** Runs a command in the workspace, with this environment and nothing else that is the shop's. */
export function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Command {
  const env = { ...surroundings, npm_config_update_notifier: 'false', ...environment };
  const child = spawn(program, args, { cwd: workspace, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text));

  return {
    pid: child.pid as number,
    ended,
    printed: () => printed,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => words.test(printed) && resolve();
        for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
        void ended.then((how) => reject(new Error(`It ended (${JSON.stringify(how)}) and did not say ${words}. It said:\n${printed}`)), reject);
        look();
      }),
    interrupt: () => process.kill(-(child.pid as number), 'SIGINT'),
  };
}

/** Runs a command to its end. */
export async function outcome(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ code: number | null; printed: string }> {
  const command = run(program, args, environment);
  const { code } = await command.ended;
  return { code, printed: command.printed() };
}
