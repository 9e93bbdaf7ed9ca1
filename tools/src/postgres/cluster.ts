import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Account, canEnter } from './account.ts';
import type { Binaries } from './binaries.ts';
import { folderOutside } from './outside.ts';

/** A data directory of PostgreSQL, and the password of its superuser `postgres`. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
  /** The folder outside `dataDir` that it had to be put in, if so. */
  readonly movedTo?: string;
}

/** Where the cluster of a data folder is, whether it exists or not. */
export function clusterFolder(dataDir: string, account: Account | undefined): Pick<Cluster, 'folder' | 'movedTo'> {
  mkdirSync(dataDir, { recursive: true });
  if (!account || canEnter(account, dataDir)) return { folder: join(dataDir, 'cluster') };
  const movedTo = folderOutside(dataDir);
  return { folder: join(movedTo, 'cluster'), movedTo };
}

/**
 * Opens the cluster below `dataDir`, or makes one. A cluster appears only once it is complete.
 * @throws {Error} if it cannot be made, or if it is there and its password is not
 */
export function openCluster(
  dataDir: string,
  { initdb }: Binaries,
  { account, durable }: { readonly account: Account | undefined; readonly durable: boolean },
): Cluster {
  const place = clusterFolder(dataDir, account);
  const passwordFile = join(dataDir, 'password');
  if (existsSync(place.folder)) {
    if (!existsSync(passwordFile)) {
      throw new Error(`${passwordFile} is gone, and PostgreSQL's data in ${place.folder} cannot be opened without it. Restore it, or start with --fresh.`);
    }
    return { ...place, password: readFileSync(passwordFile, 'utf8') };
  }

  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  initialise(place.folder, { initdb, account, durable, password });
  return { ...place, password };
}

function initialise(
  folder: string,
  { initdb, account, durable, password }: { initdb: string; account: Account | undefined; durable: boolean; password: string },
): void {
  const unfinished = `${folder}.unfinished`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    const { status, stderr, error } = spawnSync(
      initdb,
      [
        `--pgdata=${unfinished}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { cwd: unfinished, encoding: 'utf8', ...(account ? { uid: account.uid, gid: account.gid } : {}) },
    );
    if (error || status !== 0) {
      throw new Error(`PostgreSQL could not make its data folder ${folder}: ${error?.message ?? stderr.trim()}`);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}
