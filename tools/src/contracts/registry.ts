import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, publishedContractViolations, type PublishedContract } from '@banyan/contracts/compatibility';
import { root, shown } from '../start/root.ts';
import { readJson } from './read-json.ts';
import { Unreadable } from './unreadable.ts';

/** Where the published contracts of this workspace are kept. */
export const PUBLISHED = join(root, 'libs/contracts/published');

/** A folder of published contracts: `orders@1.0.0.json`, each version once and for good. */
export interface Registry {
  find(contract: string, version: string): PublishedContract | undefined;
  /** The versions of a contract, the lowest first. */
  versions(contract: string): readonly PublishedContract[];
}

/** The name of the file of a contract's version. */
export function fileOf({ name, version }: Pick<PublishedContract, 'name' | 'version'>): string {
  return `${name}@${version}.json`;
}

/** The text of the file of a contract. */
export function textOf(contract: PublishedContract): string {
  return `${JSON.stringify(contract, null, 2)}\n`;
}

/** Reads a folder of published contracts; one that is not there has none. @throws {Unreadable} if a file is no published contract */
export function readRegistry(folder: string = PUBLISHED): Registry {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const all = files.map((file) => {
    const contract = readJson(join(folder, file), 'published contract', publishedContractViolations) as PublishedContract;
    if (fileOf(contract) !== file) throw new Unreadable(`${shown(join(folder, file))} holds ${contract.name} ${contract.version}; call it ${fileOf(contract)}.`);
    return contract;
  });
  return {
    find: (name, version) => all.find((each) => each.name === name && each.version === version),
    versions: (name) => all.filter((each) => each.name === name).sort((one, other) => compareVersions(one.version, other.version)),
  };
}

/** Writes a contract to a folder of published ones. */
export function writePublished(contract: PublishedContract, folder: string = PUBLISHED): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileOf(contract)), textOf(contract));
}
