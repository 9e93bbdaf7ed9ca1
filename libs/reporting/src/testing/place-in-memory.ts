import { readFile } from 'node:fs/promises';
import type { Place } from '../places/place.ts';

/** A place that forgets, and whose files may be looked at. */
export interface PlaceInMemory extends Place {
  readonly content: Map<string, Buffer>;
}

export function placeInMemory(): PlaceInMemory {
  const content = new Map<string, Buffer>();
  return {
    name: 'memory',
    content,
    put: async (name, file) => void content.set(name, await readFile(file)),
    async create(name, text) {
      if (content.has(name)) return false;
      content.set(name, Buffer.from(text));
      return true;
    },
    async read(name) {
      const found = content.get(name);
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
    list: async (prefix) => [...content.keys()].filter((name) => name.startsWith(prefix)).sort(),
    remove: async (name) => void content.delete(name),
  };
}
