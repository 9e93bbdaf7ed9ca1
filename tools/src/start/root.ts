import { relative, resolve } from 'node:path';

/** The folder of the whole workspace. */
export const root = resolve(import.meta.dirname, '../../..');

/** A path as people read it: from the workspace's folder if it lies within, else whole. */
export function shown(path: string): string {
  const within = relative(root, path);
  return within === '' || within.startsWith('..') ? path : within;
}
