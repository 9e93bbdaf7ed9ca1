import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LastGood } from '@banyan/strangler';
import { absent } from './absent.ts';
import { removeUnfinished, replaceFile } from './whole-file.ts';

/**
 * Keeps the last good routes in a file, readable by its owner alone.
 * @param path the file; its folder has to exist, so that a volume that is not there does not go unnoticed
 */
export function fileLastGood(path: string): LastGood {
  let writing: Promise<void> = Promise.resolve();

  async function replace(text: string): Promise<void> {
    await removeUnfinished(dirname(path));
    await replaceFile(path, text);
  }

  return {
    read: () => readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : absent(path)(error))),

    /** One after the other, so that what is written last is what stays. */
    write(text) {
      const written = writing.then(() => replace(text));
      writing = written.catch(() => undefined);
      return written.catch(absent(path));
    },
  };
}
