import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { typeOf, type MediaStore } from './media-store.ts';

/** Pictures in a folder, each under its key. */
export function folderStore(folder: string): MediaStore {
  return {
    find: async (key) => {
      const type = typeOf(key);
      if (type === undefined) return undefined;
      const file = await opened(join(folder, key));
      if (!file) return undefined;
      const { size } = await file.stat();
      return { type, bytes: size, body: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array> };
    },
  };
}

async function opened(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
