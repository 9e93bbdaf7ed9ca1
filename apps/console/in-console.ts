import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '..', '..', 'node_modules');

/** Runs a package's program in this folder, and ends with its exit code if that is none of success. */
export function inConsole(program: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(packages, program), ...args], { cwd: import.meta.dirname, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
