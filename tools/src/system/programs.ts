import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some tests need and that no npm package carries. */
export interface SystemProgram {
  readonly name: string;
  /** The package of Debian and Ubuntu that holds it. */
  readonly debianPackage: string;
  /** The service that the package would start, if it has one. */
  readonly service?: string;
}

/** Every program that `npm run setup:system` brings. */
export const systemPrograms: readonly SystemProgram[] = [
  { name: 'redis-server', debianPackage: 'redis-server', service: 'redis-server' },
  { name: 'nginx', debianPackage: 'nginx-light', service: 'nginx' },
  // Servers that are copied and followed: the embedded one brings no programs for that.
  { name: 'pg_ctlcluster', debianPackage: 'postgresql', service: 'postgresql' },
  { name: 'chromium-headless-shell', debianPackage: 'chromium-headless-shell' },
];

/** What `npm run image:check` takes beside: to build images and run containers without Docker. They are big, and no test needs them. */
export const imagePrograms: readonly SystemProgram[] = ['buildah', 'podman', 'runc', 'debootstrap'].map((name) => ({ name, debianPackage: name }));

/** Those that this system lacks. */
export function missingPrograms(wanted: readonly SystemProgram[] = systemPrograms): SystemProgram[] {
  return wanted.filter(({ name }) => findProgram(name) === undefined);
}

/**
 * Where a program of the system is.
 * @throws {Error} naming the package that holds it, if it is not there
 */
export function systemProgram(name: string): string {
  const found = findProgram(name);
  if (found !== undefined) return found;
  const debianPackage = systemPrograms.find((program) => program.name === name)?.debianPackage ?? name;
  throw new Error(`This system has no ${name}; Debian's package ${debianPackage} holds it. Run 'npm run setup:system' as root, or install it your own way.`);
}

/** Some systems keep servers out of an ordinary user's path. */
const usual = ['/usr/local/bin', '/usr/bin', '/usr/local/sbin', '/usr/sbin'];

function findProgram(name: string): string | undefined {
  return [...(process.env['PATH'] ?? '').split(delimiter), ...usual].map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
