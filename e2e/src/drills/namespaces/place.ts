import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asked, Told } from './message.ts';
import { inOwnNetwork } from './own-network.ts';

/** Milliseconds for a process to take away what it has made, a shop that is just being started included. */
const patience = 120_000;

/** A network of its own, and a process in it that does what it is asked. The network is gone with the last process in it. */
export interface Place<Work extends object> {
  readonly pid: number;
  /** What its process does there. */
  readonly work: Work;
  /** Has it take away what it has made, and waits until it has ended. What it was asked and has not done is never answered. */
  end(): Promise<void>;
}

/**
 * Opens one for a program, which answers by `answer`. Its process ends with this one, however this one ends; a terminal's Ctrl-C does not reach it.
 * @param hear what it reports, a line at a time
 * @throws {Error} if it does not begin to answer
 */
export async function openPlace<Work extends object>(program: URL, hear: (line: string) => void = () => undefined): Promise<Place<Work>> {
  const [command, ...args] = inOwnNetwork();
  const child = spawn(command, [...args, process.execPath, ...process.execArgv, fileURLToPath(program)], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let ending = false;
  child.on('message', (told: Told) => {
    if (told.kind === 'ready') ready.resolve();
    else if (told.kind === 'line') hear(told.line);
    else if (told.kind === 'done') waiting.get(told.id)?.resolve(told.value);
    else waiting.get(told.id)?.reject(told.error);
  });
  child.once('error', ready.reject);
  child.once('exit', (code, signal) => {
    const error = new Error(`${fileURLToPath(program)} ended with ${signal ?? `exit code ${code}`}.`);
    ready.reject(error);
    if (!ending) for (const { reject } of waiting.values()) reject(error);
    ended.resolve();
  });
  await ready.promise;
  return {
    pid: child.pid!,
    work: asking<Work>(child, waiting),
    end: async () => {
      ending = true;
      if (child.connected) child.disconnect();
      const insist = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended.promise;
      clearTimeout(insist);
    },
  };
}

/** Each of its functions asks the process. */
function asking<Work extends object>(child: ChildProcess, waiting: Map<number, PromiseWithResolvers<unknown>>): Work {
  let asked = 0;
  const ask = (name: string, args: readonly unknown[]) => {
    const [id, answer] = [asked++, Promise.withResolvers<unknown>()];
    waiting.set(id, answer);
    child.send({ id, name, args } satisfies Asked, (error) => error && answer.reject(error));
    return answer.promise.finally(() => waiting.delete(id));
  };
  return new Proxy({}, { get: (_, name) => (...args: readonly unknown[]) => ask(String(name), args) }) as Work;
}
