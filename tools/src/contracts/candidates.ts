import type { Candidate, Environment, PublishedContract } from '@banyan/contracts/compatibility';
import { nearest } from '../start/nearest.ts';

/** Which host is meant, and the names of its contracts where the environment does not say them. */
export interface Wanted {
  /** Every host of the environment, each alone, if left out. */
  readonly host?: string;
  readonly serves?: readonly string[];
  readonly needs?: readonly string[];
}

/** Hosts as this workspace builds them, or everything that keeps them from being told. */
export type Candidates = { readonly candidates: readonly Candidate[] } | { readonly mistakes: readonly string[] };

/** Hosts of an environment with the contracts of this workspace. A host serves and needs the same contracts as there, unless told. */
export function candidatesFor(environment: Environment, wanted: Wanted, contracts: readonly PublishedContract[]): Candidates {
  const mistakes: string[] = [];
  const known = new Map(contracts.map((contract) => [contract.name, contract]));
  const ours = (names: readonly string[]) =>
    names.flatMap((name) => {
      const contract = known.get(name);
      if (!contract) mistakes.push(`There is no contract '${name}' in this workspace.${didYouMean(name, [...known.keys()])}`);
      return contract ? [contract] : [];
    });
  const candidates = hostsOf(environment, wanted, mistakes).map((host): Candidate => {
    const named = (side: 'serves' | 'needs') => ours(wanted[side] ?? namesAt(environment, host, side));
    return { host, serves: named('serves'), needs: named('needs') };
  });
  return mistakes.length > 0 ? { mistakes: [...new Set(mistakes)] } : { candidates };
}

function hostsOf({ environment, hosts }: Environment, { host, serves, needs }: Wanted, mistakes: string[]): string[] {
  const names = [...new Set(hosts.map((each) => each.host))];
  if (host === undefined) return names;
  if (!names.includes(host) && serves === undefined && needs === undefined) {
    mistakes.push(`'${environment}' has no host '${host}'.${didYouMean(host, names)} Say of a new one what it serves and needs: --serves orders --needs catalog,payments`);
    return [];
  }
  return [host];
}

function namesAt({ hosts }: Environment, host: string, side: 'serves' | 'needs'): string[] {
  return [...new Set(hosts.filter((each) => each.host === host).flatMap((each) => Object.keys(each[side])))];
}

function didYouMean(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}
