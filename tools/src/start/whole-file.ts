import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner can read; a reader sees the old text or the new one, never half of it. */
export function writePrivately(file: string, text: string): void {
  replace(file, text, 0o600);
}

/** Writes a file that everybody can read; a reader sees the old text or the new one, never half of it. */
export function writeWhole(file: string, text: string): void {
  replace(file, text, 0o644);
}

function replace(file: string, text: string, mode: number): void {
  const next = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(next, text, { mode, flag: 'wx' });
  renameSync(next, file);
}
