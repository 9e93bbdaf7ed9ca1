import { execFileSync } from 'node:child_process';
import type { Asked, Told } from './message.ts';

/** Tells whoever opened this place; nobody, once that has let go. */
function tell(told: Told): void {
  if (process.connected) process.send!(told);
}

/** Has whoever opened this place hear a line. */
export function report(line: string): void {
  tell({ kind: 'line', line });
}

/**
 * Has this process, which `openPlace` started in a network of its own, do what it is asked, until whoever started it lets go, or is gone.
 * @param work what it can be asked: functions that promise something
 * @param end takes away what was made
 */
export function answer<Work extends object>(work: Work, end: () => Promise<void>): void {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  let leaving: Promise<void> | undefined;
  const leave = (code: number) => void (leaving ??= end().catch(console.error).then(() => process.exit(code)));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => leave(1));
  process.once('disconnect', () => leave(0));
  process.on('uncaughtException', (error) => {
    if (!leaving) console.error(error);
    leave(1);
  });
  process.on('message', ({ id, name, args }: Asked) => {
    const functions = work as Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;
    functions[name]!(...args).then(
      (value) => tell({ kind: 'done', id, value }),
      (error: unknown) => tell({ kind: 'failed', id, error }),
    );
  });
  tell({ kind: 'ready' });
}
