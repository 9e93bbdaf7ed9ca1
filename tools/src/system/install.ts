import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SystemProgram } from './programs.ts';

/** Installs Debian packages, as root. @throws {Error} naming the command that failed */
export async function install(programs: readonly SystemProgram[]): Promise<void> {
  const packages = programs.map(({ debianPackage }) => debianPackage);
  await withoutStarting(async () => {
    await updateLists();
    run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
  });
  for (const { service } of programs) if (service !== undefined) run('update-rc.d', [service, 'disable']);
}

/** The mirrors' lists may be out of reach for a moment. */
async function updateLists(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return run('apt-get', ['update', '-q']);
    } catch (error) {
      if (attempt === 3) throw error;
      await pause(attempt * 2_000);
    }
  }
}

const policy = '/usr/sbin/policy-rc.d';

/**
 * Keeps packages from starting their services, which would take the ports that people know: Debian asks this file,
 * and 101 means no. One that is already there is left as it is.
 */
async function withoutStarting(work: () => Promise<void>): Promise<void> {
  if (existsSync(policy)) return work();
  const untilDone = () => undefined;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, untilDone);
  try {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
    await work();
  } finally {
    rmSync(policy, { force: true });
    for (const signal of signals) process.off(signal, untilDone);
  }
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NODE_OPTIONS: '' },
  });
  if (status !== 0) throw new Error(`'${[program, ...args].join(' ')}' failed${error ? `: ${error.message}` : ''}. Run it by hand to see why.`, { cause: error });
}
