import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process to be started. */
export interface ProcessPlan {
  readonly name: string;
  /** What Node runs, with its arguments. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
}

/** A running process that was started here. */
export interface Supervised {
  readonly name: string;
  readonly pid: number;
  /** Settles with how it ended, `exit code 1` or `signal SIGKILL`, when it has. */
  readonly ended: Promise<string>;
  /** The first message that the process sends; never settles if there is none. */
  readonly message: Promise<unknown>;
  /** Asks it to end, and kills it after this many milliseconds. Settles when it has ended. */
  stop(patience: number): Promise<'ended' | 'killed'>;
}

/**
 * Starts a process with Node, in a process group of its own: a terminal's Ctrl-C does not reach it. It holds a
 * channel to this process and ends itself when that closes, so it does not outlive a killed parent.
 */
export function startProcess({ name, args, folder, environment, log }: ProcessPlan): Promise<Supervised> {
  rotate(log);
  const output = openSync(log, 'a', 0o644);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...surroundings(), ...environment },
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);

  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const message = new Promise<unknown>((resolve) => child.once('message', resolve));
  const stop = async (patience: number): Promise<'ended' | 'killed'> => {
    child.kill('SIGTERM');
    let outcome: 'ended' | 'killed' = 'ended';
    const insist = setTimeout(() => {
      outcome = 'killed';
      child.kill('SIGKILL');
    }, patience);
    await ended;
    clearTimeout(insist);
    return outcome;
  };

  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${name} could not be started: ${cause.message}`, { cause })));
    child.once('spawn', () => resolve({ name, pid: child.pid as number, ended, message, stop }));
  });
}

/**
 * Waits until the address answers 200.
 * @throws {Error} with the end of its log if the process ends first or is not ready in time (milliseconds)
 */
export async function untilReady(
  { name, ended }: Supervised,
  { url, log, patience, signal }: { readonly url: string; readonly log: string; readonly patience: number; readonly signal: AbortSignal },
): Promise<void> {
  const over = new AbortController();
  const giveUp = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
  const failed = ended.then((how) => {
    throw new Error(`${name} ended with ${how} before it was ready.${tail(log)}`);
  });
  try {
    await Promise.race([failed, untilAnswered(url, giveUp)]);
  } catch (error) {
    signal.throwIfAborted();
    if (giveUp.aborted) throw new Error(`${name} was not ready after ${patience / 1000} s: ${url} did not answer 200.${tail(log)}`);
    throw error;
  } finally {
    over.abort();
    failed.catch(() => undefined);
  }
}

async function untilAnswered(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      const answer = await fetch(url, { signal });
      await answer.body?.cancel();
      if (answer.ok) return;
    } catch {
      signal.throwIfAborted();
    }
    await pause(25, undefined, { signal });
  }
}

/** The last lines of a log, introduced by its name, for an error message. */
export function tail(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12);
  return lines.join('') === '' ? ` ${log} is empty.` : ` The end of ${log}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function rotate(log: string): void {
  try {
    renameSync(log, `${log}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** What any process needs of the environment around it; everything else is told to each by its plan. */
function surroundings(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG', 'LC_ALL', 'TZ', 'NODE_ENV', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
