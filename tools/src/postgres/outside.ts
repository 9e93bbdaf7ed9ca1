import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder outside everybody's home that stands for `path`, for an account that cannot enter `path` itself.
 * It outlives a restart of the machine where the system has `/var/tmp`.
 * @throws {Error} if somebody else made a folder of that name
 */
export function folderOutside(path: string): string {
  const folder = nameOutside(path);
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} is needed for PostgreSQL, but belongs to somebody else. Remove it and start again.`);
  }
  chmodSync(folder, 0o711);
  return folder;
}

/** The name of that folder, whether it exists or not. */
export function nameOutside(path: string): string {
  const name = `banyan-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`;
  return join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), name);
}
