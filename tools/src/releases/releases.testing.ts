import type { Registry } from '../contracts/registry.ts';
import { compareVersions, type Environment, type PublishedContract } from '@banyan/contracts/compatibility';
import { hosts, hostNames } from './hosts.ts';
import { imageNames } from '../changed/image-sources.ts';
import type { Release } from './release.ts';
import { nextRelease } from './next-release.ts';

export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
export const commit = (letter: string) => letter.repeat(40);

/** Contracts of the shop as far as a gate looks at them: of each one operation. In `broken` ones it is another. */
export function contractsOf(versions: Readonly<Record<string, string>>, broken: readonly string[] = []): PublishedContract[] {
  return Object.entries(versions).map(([name, version]) => ({
    name,
    version,
    operations: { [broken.includes(`${name} ${version}`) ? 'another' : 'ask']: { promises: { effect: 'read', delivery: 'reply' }, timeout: 1_000, callers: [], input: { type: 'object', properties: {} }, output: { type: 'object', properties: {} }, errors: {} } },
    events: {},
    groups: {},
  }));
}

export const first = { shop: '1.0.0', accounts: '1.0.0', catalog: '1.0.0', checkout: '1.0.0', orders: '1.0.0', payments: '1.0.0' };

export function registryOf(...published: readonly PublishedContract[]): Registry {
  return {
    find: (name, version) => published.find((each) => each.name === name && each.version === version),
    versions: (name) => published.filter((each) => each.name === name).sort((one, other) => compareVersions(one.version, other.version)),
  };
}

/** A release in which every image is new. */
export function releaseOf(letter: string, versions: Readonly<Record<string, string>> = first): Release {
  const made = nextRelease({ version: '1.0.0', commit: commit(letter), digests: new Map(imageNames.map((image) => [image, digest(letter)])), collector: { digest: digest('0'), tag: 'v1' }, contracts: contractsOf(versions) }, undefined);
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  return made.release;
}

/** An environment in which every host has contracts of these versions. */
export function environmentOf(versions: Readonly<Record<string, string>> = first): Environment {
  const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, versions[name]!]));
  return { environment: 'staging', hosts: hostNames.map((host) => ({ host, serves: of(hosts[host].serves), needs: of(hosts[host].needs) })) };
}
