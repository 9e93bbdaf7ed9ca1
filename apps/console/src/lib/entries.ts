import type { RoutesAnswer } from './answers.ts';
import { moduleOf } from './map-model.ts';

/** The entries that may route an operation: itself, its group and its module. */
export function entriesOf(address: string, groups: RoutesAnswer['groups']): string[] {
  const own = groups.flatMap(({ entry, addresses }) => (entry !== null && addresses.includes(address) ? [entry] : []));
  return [address, ...own, `${moduleOf(address)}.*`];
}

/** All entries that there are: modules first, then groups, then operations. */
export function allEntries({ operations, groups }: Pick<RoutesAnswer, 'operations' | 'groups'>): string[] {
  const modules = new Set(operations.map(({ address }) => `${moduleOf(address)}.*`));
  return [...new Set([...modules, ...groups.flatMap(({ entry }) => entry ?? []), ...operations.map(({ address }) => address)])];
}
