import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import type { Place } from './place.ts';

/** How the name of a file ends that is still being written. */
const unfinished = '.part';

/** A folder of this machine, made when something is written. @param folder absolute path */
export function folder(path: string): Place {
  const at = (name: string) => join(path, ...name.split(posix.sep));
  const whole = async <T>(name: string, write: (part: string) => Promise<void>, publish: (part: string, to: string) => Promise<T>): Promise<T> => {
    const part = `${at(name)}.${randomBytes(8).toString('hex')}${unfinished}`;
    await mkdir(dirname(part), { recursive: true, mode: 0o700 });
    try {
      await write(part);
      return await publish(part, at(name));
    } finally {
      await rm(part, { force: true });
    }
  };
  return {
    name: path,
    put: (name, file) => whole(name, (part) => copyFile(file, part), rename),
    create: (name, text) => whole(name, (part) => writeFile(part, text, { mode: 0o600 }), (part, to) => link(part, to).then(() => true, taken)),
    read: (name) => readFile(at(name)),
    async list(prefix) {
      const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(absent);
      const names = found.filter((entry) => entry.isFile() && !entry.name.endsWith(unfinished)).map(({ parentPath, name }) => join(parentPath, name).slice(path.length + 1));
      return names.map((name) => name.split(sep).join(posix.sep)).filter((name) => name.startsWith(prefix)).sort();
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}

function taken(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false;
  throw error;
}

function absent(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
