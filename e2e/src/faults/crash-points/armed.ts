import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashPoint } from './crash-point.ts';

/** The environment variable that names the folder in which a host finds what is armed for it. */
export const CRASH_POINTS = 'CRASH_POINTS';

/** A point at which a host is to end, the nth time that it is crossed from now on. */
export interface Armed {
  readonly point: CrashPoint;
  readonly nth: number;
}

/** The file of what is armed for a host: while it is there, the host has not ended by it. */
export function armedFile(folder: string, host: string): string {
  return join(folder, `${host}.json`);
}

/** Where the file is once the host has ended by it. */
export function firedFile(folder: string, host: string): string {
  return join(folder, `${host}.fired.json`);
}

/** What is armed for a host now. */
export function readArmed(folder: string, host: string): Armed | undefined {
  const file = armedFile(folder, host);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Armed) : undefined;
}

/** Ends this process as a crash would: nothing that waits is written, nothing is closed. */
export function crash(folder: string, host: string): void {
  renameSync(armedFile(folder, host), firedFile(folder, host));
  process.kill(process.pid, 'SIGKILL');
}
