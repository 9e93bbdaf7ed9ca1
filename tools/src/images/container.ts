import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImageStore } from './store.ts';

/** Limits that a container may always ask for, also where its host has low ones itself. */
const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=4096:4096'];

/** As at AWS and in compose.yaml: nothing but the image's volume may be written to, and nothing may become more than it is. */
const confined = ['--read-only', '--read-only-tmpfs=false', '--cap-drop', 'all', '--security-opt', 'no-new-privileges'];

export interface ContainerSpec {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it says that it is ready; it is waited for until it has ended if left out. */
  readonly readyUrl?: string;
  /** Milliseconds to become ready or to end. */
  readonly patience: number;
}

/** A container in the network of this machine. */
export interface Container {
  /** Milliseconds from the order to run it until it was ready, or had ended. */
  readonly took: number;
  /** Runs a command in it. @returns what that printed. @throws {Error} with its words if it fails */
  run(...command: readonly string[]): Promise<string>;
  exitCode(): Promise<number>;
  logs(): Promise<string>;
  /** Tells it to stop, and kills it after so many seconds. @returns the exit code, and milliseconds until then */
  stop(seconds: number): Promise<{ readonly exitCode: number; readonly took: number }>;
  /** Also ends it. */
  remove(): Promise<void>;
}

/** Runs an image. @throws {Error} with its logs if it does not become ready, or does not end */
export async function runContainer(store: ImageStore, { image, environment, readyUrl, patience }: ContainerSpec): Promise<Container> {
  const id = `banyan-check-${randomBytes(6).toString('hex')}`;
  const podman = (...args: readonly string[]) => store.run('podman', ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', ...args]);
  const told = Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const state = async () => JSON.parse(await podman('inspect', '--format', '{{json .State}}', id)) as { readonly Running: boolean; readonly ExitCode: number };
  const remove = async () => void (await podman('rm', '--force', '--volumes', '--time', '0', id));
  const logs = () => podman('logs', id);
  const begun = performance.now();
  await podman('run', '--detach', '--name', id, '--network', 'host', ...limits, ...confined, ...told, image);
  try {
    await until(async () => (readyUrl === undefined ? !(await state()).Running : isReady(readyUrl)), { patience, ended: async () => !(await state()).Running });
  } catch (error) {
    const words = await logs().catch(() => '');
    await remove();
    throw new Error(`${(error as Error).message}${words === '' ? '' : ` It said:\n${words}`}`, { cause: error });
  }
  return {
    took: performance.now() - begun,
    run: (...command) => podman('exec', id, ...command),
    exitCode: async () => (await state()).ExitCode,
    logs,
    stop: async (seconds) => {
      const told = performance.now();
      await podman('stop', '--time', String(seconds), id);
      return { exitCode: (await state()).ExitCode, took: performance.now() - told };
    },
    remove,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

async function until(holds: () => Promise<boolean>, { patience, ended }: { readonly patience: number; readonly ended: () => Promise<boolean> }): Promise<void> {
  const end = performance.now() + patience;
  for (let look = 0; ; look++) {
    if (await holds()) return;
    if (look % 20 === 19 && (await ended())) throw new Error('The container ended before it was ready.');
    if (performance.now() > end) throw new Error(`The container was not as expected within ${patience / 1_000} s.`);
    await pause(50);
  }
}
