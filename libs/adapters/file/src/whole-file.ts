import { randomBytes } from 'node:crypto';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the name of a file ends that is still being written. */
export const unfinished = '.part';

const HOUR = 3_600_000;

/** Writes a file in one piece, whatever was there before; once it resolves the file survives a crash. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await written(path, text, (part) => rename(part, path));
}

/**
 * Writes a file in one piece, if no file has its name; once it resolves the file survives a crash.
 * @returns false if there is one: of those who write it at once, one wins
 */
export function createFile(path: string, text: string): Promise<boolean> {
  return written(path, text, (part) => link(part, path).then(() => true, taken));
}

function taken(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false;
  throw error;
}

/** Removes what writers in this folder began and, having died, left behind. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(unfinished)) continue;
    const path = join(folder, name);
    const begun = await stat(path).catch(() => undefined);
    if (begun && Date.now() - begun.mtimeMs > HOUR) await rm(path, { force: true });
  }
}

async function written<T>(path: string, text: string, name: (part: string) => Promise<T>): Promise<T> {
  const part = `${path}.${randomBytes(8).toString('hex')}${unfinished}`;
  try {
    await write(part, text);
    const named = await name(part);
    await syncFolder(dirname(path));
    return named;
  } finally {
    await rm(part, { force: true });
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name counts once its folder is written down. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
