import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { freePort } from '../postgres/free-port.ts';
import { systemProgram } from '../system/programs.ts';

/** The system's Redis, for a test. It has each write on disk before it answers. */
export interface TestRedis {
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again where it was, with what it held. */
  restart(): Promise<void>;
  /** Lets it keep its connections and answer nobody, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Ends it, and forgets what it held. */
  close(): Promise<void>;
}

interface Running {
  /** Redis itself. */
  readonly pid: number;
  readonly guard: Guard;
}

type Guard = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts a Redis on a free port of the loopback interface; it ends with this process at the latest.
 * @throws {Error} naming Debian's package, if the system has no Redis
 */
export async function startRedis(): Promise<TestRedis> {
  const program = systemProgram('redis-server');
  const folder = await mkdtemp(join(tmpdir(), 'banyan-redis-'));
  const port = await freePort();
  const start = () =>
    run(program, ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '']);
  let running = await start();

  async function kill(): Promise<void> {
    const { guard } = running;
    if (guard.exitCode !== null) return;
    const ended = once(guard, 'close');
    guard.stdin.end();
    await ended;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill();
      running = await start();
    },
    freeze: () => void process.kill(running.pid, 'SIGSTOP'),
    thaw: () => void process.kill(running.pid, 'SIGCONT'),
    async close() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

/** Runs the program given, prints its pid, and kills it once standard input closes, which also happens when this process dies. */
const guarding = '"$@" & echo $!; cat >/dev/null; kill -9 $!; wait';

async function run(program: string, args: readonly string[]): Promise<Running> {
  const guard = spawn('sh', ['-c', guarding, 'sh', program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said: string[] = [];
  for await (const line of createInterface(guard.stdout)) {
    said.push(line);
    if (!line.includes('Ready to accept connections')) continue;
    guard.stdout.resume();
    return { pid: Number(said[0]), guard };
  }
  throw new Error(`Redis did not start:\n${said.join('\n')}`);
}
