import { imagesToPrune, type Image } from './images.ts';
import { digestsOf, lastReleases, type History } from './releases.ts';
import { snapshotsToPrune, type Snapshot } from './snapshots.ts';

export interface Rules {
  readonly repositories: readonly string[];
  /** The environments whose last releases stay. */
  readonly environments: readonly string[];
  readonly keepReleases: number;
  readonly keepDays: number;
  readonly keepNewestSnapshots: number;
}

/** What the function needs of the world. */
export interface World {
  readonly rules: Rules;
  now(): Date;
  /** What the pipeline keeps under a key, parsed; undefined if there is nothing. */
  kept(key: string): Promise<unknown>;
  /** The digests that task definitions in use name; empty where no task runs. */
  digestsInUse(): Promise<readonly string[]>;
  images(repository: string): Promise<readonly Image[]>;
  deleteImages(repository: string, digests: readonly string[]): Promise<void>;
  snapshots(): Promise<readonly Snapshot[]>;
  deleteSnapshot(name: string): Promise<void>;
}

export interface Pruned {
  readonly images: Readonly<Record<string, number>>;
  readonly snapshots: readonly string[];
}

/**
 * Deletes old images and snapshots. All that has to stay is found out first, so if something cannot be read nothing is deleted.
 * @throws {Error} if a release that has to stay cannot be read
 */
export async function prune(world: World): Promise<Pruned> {
  const { rules } = world;
  const now = world.now();
  const needed = new Set([...(await world.digestsInUse()), ...(await digestsOfReleases(world))]);
  const old: [string, readonly string[]][] = [];
  for (const repository of rules.repositories) old.push([repository, imagesToPrune(await world.images(repository), needed, { now, keepDays: rules.keepDays })]);
  const snapshots = snapshotsToPrune(await world.snapshots(), { now, keepDays: rules.keepDays, keepNewest: rules.keepNewestSnapshots });
  for (const [repository, digests] of old) if (digests.length > 0) await world.deleteImages(repository, digests);
  for (const name of snapshots) await world.deleteSnapshot(name);
  return { images: Object.fromEntries(old.map(([repository, digests]) => [repository, digests.length])), snapshots };
}

async function digestsOfReleases({ rules, kept }: World): Promise<readonly string[]> {
  const histories = await Promise.all(rules.environments.map((environment) => kept(`history/${environment}.json`)));
  const names = new Set(histories.flatMap((history) => (history === undefined ? [] : lastReleases(history as History, rules.keepReleases))));
  const releases = await Promise.all([...names].map(async (name) => digestsOf(await kept(`releases/${name}/release.json`), name)));
  const newest = await kept('releases/newest.json');
  return [...releases.flat(), ...(newest === undefined ? [] : digestsOf(newest, 'newest'))];
}
