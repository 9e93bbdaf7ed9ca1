import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PolledWatches, type RouteStore, type StoredRoutes } from '@banyan/strangler';
import { absent } from './absent.ts';
import { onChangeIn } from './folder-changes.ts';
import { createFile, removeUnfinished } from './whole-file.ts';

export interface FileRouteStoreOptions {
  /** Milliseconds between looks at the folder, for changes of which the system does not tell; 500 if left out. */
  readonly everyMs?: number;
}

const after = (milliseconds: number, then: () => void) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Keeps routes in a folder, a file for each version, readable by its owner alone: `0000000012.routes`. Hosts that share the folder
 * share the routes. Its file system has to know hard links, which every local one does.
 * @param folder has to exist, so that a volume that is not there is never taken for a store without routes
 */
export function fileRouteStore(folder: string, { everyMs = 500 }: FileRouteStoreOptions = {}): RouteStore {
  const read = async (version: number): Promise<StoredRoutes> => ({ version, text: await readFile(join(folder, fileOf(version)), 'utf8') });

  async function load(): Promise<StoredRoutes | undefined> {
    const [newest] = await versionsIn(folder);
    return newest === undefined ? undefined : read(newest);
  }

  async function append({ version, text }: StoredRoutes): Promise<boolean> {
    const [newest = 0] = await versionsIn(folder);
    if (version !== newest + 1) return false;
    await removeUnfinished(folder);
    return createFile(join(folder, fileOf(version)), text);
  }

  async function history({ limit, before = Infinity }: { readonly limit: number; readonly before?: number }): Promise<StoredRoutes[]> {
    const versions = (await versionsIn(folder)).filter((version) => version < before);
    return Promise.all(versions.slice(0, limit).map(read));
  }

  const watches = new PolledWatches({ newerThan: load, everyMs, after, hints: (look) => onChangeIn(folder, look) });

  return {
    load: () => load().catch(absent(folder)),
    append: (next) => append(next).catch(absent(folder)),
    history: (limits) => history(limits).catch(absent(folder)),

    watch: watches.watch,

    close() {
      watches.stop();
      return Promise.resolve();
    },
  };
}

const fileOf = (version: number) => `${String(version).padStart(10, '0')}.routes`;

/** The versions that the folder holds, newest first. */
async function versionsIn(folder: string): Promise<number[]> {
  const versions: number[] = [];
  for (const name of await readdir(folder)) {
    const version = Number(/^(\d{10,})\.routes$/.exec(name)?.[1]);
    if (version > 0) versions.push(version);
  }
  return versions.sort((one, other) => other - one);
}
