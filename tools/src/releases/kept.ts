import { environmentViolations, type Environment } from '@banyan/contracts/compatibility';
import type { Violation } from '@banyan/contracts/define';
import type { Bucket } from './bucket.ts';
import { historyViolations, type History } from './history.ts';
import { releaseViolations, type Release } from './release.ts';

/** The keys of what is kept about releases. */
export const keys = {
  newest: 'releases/newest.json',
  release: (name: string) => `releases/${name}/release.json`,
  template: (name: string, environment: string, stack: string) => `releases/${name}/${environment}/${stack}.template.json`,
  record: (environment: string) => `environments/${environment}.json`,
  history: (environment: string) => `history/${environment}.json`,
} as const;

export async function keptRelease(bucket: Bucket, name: string): Promise<Release> {
  const release = await read<Release>(bucket, keys.release(name), releaseViolations);
  if (!release) throw new Error(`There is no release '${name}'. The newest is called in ${keys.newest}; those of an environment in ${keys.history('<environment>')}.`);
  return release;
}

export function newestRelease(bucket: Bucket): Promise<Release | undefined> {
  return read<Release>(bucket, keys.newest, releaseViolations);
}

/** What an environment runs; nothing, if nothing was ever deployed there. */
export async function keptRecord(bucket: Bucket, environment: string): Promise<Environment> {
  return (await read<Environment>(bucket, keys.record(environment), environmentViolations)) ?? { environment, hosts: [] };
}

export async function keptHistory(bucket: Bucket, environment: string): Promise<History> {
  return (await read<History>(bucket, keys.history(environment), historyViolations)) ?? { environment, entries: [] };
}

export function keep(bucket: Bucket, key: string, value: unknown): Promise<void> {
  return bucket.write(key, `${JSON.stringify(value, null, 2)}\n`);
}

async function read<T>(bucket: Bucket, key: string, violations: (value: unknown) => readonly Violation[]): Promise<T | undefined> {
  const text = await bucket.read(key);
  if (text === undefined) return undefined;
  const value = JSON.parse(text) as unknown;
  const mistakes = violations(value).map(({ pointer, message }) => `  ${pointer || '/'} ${message}`);
  if (mistakes.length > 0) throw new Error([`${key} is not what it has to be:`, ...mistakes].join('\n'));
  return value as T;
}
