import { isBreak, judgeDeployment, type Candidate, type Encounter, type Environment, type PublishedContract } from '@banyan/contracts/compatibility';
import { nearest } from '../start/nearest.ts';
import type { Registry } from './registry.ts';

/** A host that is to be deployed to an environment, judged. */
export interface Deployment {
  readonly environment: string;
  readonly host: string;
  readonly encounters: readonly Encounter[];
  readonly isRefused: boolean;
}

/** Which host is to be deployed, and the names of its contracts where the environment does not say them. */
export interface Wanted {
  /** Every host of the environment, each alone, if left out. */
  readonly host?: string;
  readonly serves?: readonly string[];
  readonly needs?: readonly string[];
}

/** Deployments, or everything that keeps them from being judged. */
export type Deployments = { readonly deployments: readonly Deployment[] } | { readonly mistakes: readonly string[] };

/** The contracts as this workspace has them, and those that were published. */
export interface Known {
  readonly contracts: readonly PublishedContract[];
  readonly registry: Registry;
}

/** Judges hosts of this workspace's contracts against what an environment runs. A host serves and needs the same contracts as there, unless told. */
export function deploymentsTo(environment: Environment, wanted: Wanted, { contracts, registry }: Known): Deployments {
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
  if (mistakes.length > 0) return { mistakes: [...new Set(mistakes)] };
  return { deployments: candidates.map((candidate) => deployment(candidate, environment, registry)) };
}

function deployment(candidate: Candidate, environment: Environment, registry: Registry): Deployment {
  const encounters = judgeDeployment(candidate, environment, registry.find);
  return { environment: environment.environment, host: candidate.host, encounters, isRefused: encounters.some(({ findings }) => findings.some(isBreak)) };
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
