import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../start/root.ts';

/** Runs a package's program in the current folder, and ends with its exit code if that is none of success. */
export function runPackage(program: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
