import type { Environment } from '@banyan/contracts/compatibility';
import { recorded } from '../contracts/recorded.ts';
import type { Registry } from '../contracts/registry.ts';
import { begun, done, type Action, type History } from './history.ts';
import { candidateOf, passageOf, type Passage } from './gate.ts';
import { pagesNames, type PagesName } from '../changed/image-sources.ts';
import type { HostName } from './hosts.ts';
import type { Release } from './release.ts';

/** What is deployed as a stack of its own. */
export type Part = 'migration' | HostName | PagesName;

/** What a rollout needs of the world. */
export interface World {
  /** What the environment runs. */
  record(): Promise<Environment>;
  /** @throws {Error} if somebody else has written it since it was read: two rollouts are under way */
  keepRecord(record: Environment): Promise<void>;
  history(): Promise<History>;
  keepHistory(history: History): Promise<void>;
  /** The regions of the environment, the one that leads first. */
  regions(): Promise<readonly string[]>;
  /** Brings a stack to the template and the images of the release, and waits until its tasks are ready. @throws {Error} once it went back */
  deploy(region: string, part: Part, release: Release): Promise<void>;
  /** Runs the migration of the release to its end. @throws {Error} if it fails */
  migrate(region: string): Promise<void>;
  now(): Date;
  say(line: string): void;
}

/**
 * Brings an environment to a release: schemas first, then one host after the other in an order in which everybody understands everybody,
 * in the region that leads before the others. It stops at the first that fails, which has gone back by itself by then; the hosts before it
 * have the release, and rolling back returns them. Rolling back leaves schemas as they are: a release before works with them. Pages have no
 * contract that could be judged: nobody calls them, and they ask the public and the control API only. So they come after the hosts, whose APIs
 * answer the pages before as well, and go back before them.
 * @returns what the gate said; where it refused, nothing was touched
 */
export async function rollOut(release: Release, action: Action, registry: Registry, world: World): Promise<Passage> {
  let record = await world.record();
  const passage = passageOf(release, record, registry);
  if (passage.refused.length + passage.unknown.length > 0) return passage;
  let history = begun(await world.history(), release.release, action, world.now().toISOString());
  await world.keepHistory(history);
  const regions = await world.regions();
  if (action === 'deploy') {
    for (const region of regions) await told(world, region, 'migration', release);
    world.say(`migrating in ${regions[0]}`);
    await world.migrate(regions[0]!);
  }
  const pages = async () => {
    for (const each of pagesNames) for (const region of regions) await told(world, region, each, release);
  };
  if (action === 'roll-back') await pages();
  for (const host of passage.order) {
    const candidate = candidateOf(host, release, registry);
    record = recorded(record, candidate, { beside: true });
    await world.keepRecord(record);
    for (const region of regions) await told(world, region, host, release);
    record = recorded(record, candidate, { beside: false });
    await world.keepRecord(record);
  }
  if (action === 'deploy') await pages();
  history = done(history);
  await world.keepHistory(history);
  return passage;
}

async function told(world: World, region: string, part: Part, release: Release): Promise<void> {
  world.say(`${part} in ${region}: ${release.release}`);
  await world.deploy(region, part, release);
}
