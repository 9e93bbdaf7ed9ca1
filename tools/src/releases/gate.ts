import { isBreak, judgeDeployment, type Candidate, type Environment, type PublishedContract } from '@banyan/contracts/compatibility';
import type { Deployment } from '../contracts/index.ts';
import type { Registry } from '../contracts/registry.ts';
import { recorded } from '../contracts/recorded.ts';
import { hostNames, type HostName } from './hosts.ts';
import type { Release } from './release.ts';

/** Whether an environment can take a release, and how. */
export interface Passage {
  /** The hosts in an order in which everybody is understood all along. */
  readonly order: readonly HostName[];
  /** The hosts that find no place in such an order, each judged beside what the others would have become. */
  readonly refused: readonly Deployment[];
  readonly judged: readonly Deployment[];
  /** Contracts in versions that were never published, so that nobody can judge them. */
  readonly unknown: readonly string[];
}

/**
 * Looks for an order in which the hosts of a release can be deployed one after the other while everybody in the environment understands
 * everybody. A rollback is a release as well, and judged by the same rule.
 */
export function passageOf(release: Release, environment: Environment, registry: Registry): Passage {
  const unknown = new Set<string>();
  const candidates = hostNames.map((host) => candidateOf(host, release, registry, unknown));
  const order: HostName[] = [];
  const judged: Deployment[] = [];
  let open = candidates;
  let so = environment;
  for (let moved = true; moved && open.length > 0; ) {
    const next = open.find((candidate) => !judge(candidate, so, registry).isRefused);
    moved = next !== undefined;
    if (!next) continue;
    judged.push(judge(next, so, registry));
    so = recorded(so, next, { beside: false });
    order.push(next.host);
    open = open.filter((each) => each !== next);
  }
  return { order, judged, refused: open.map((candidate) => judge(candidate, so, registry)), unknown: [...unknown].sort() };
}

/** A host of a release, with its contracts as they were published. */
export function candidateOf(host: HostName, { hosts }: Release, registry: Registry, unknown = new Set<string>()): Candidate & { readonly host: HostName } {
  const found = (versions: Readonly<Record<string, string>>): PublishedContract[] =>
    Object.entries(versions).flatMap(([name, version]) => {
      const contract = registry.find(name, version);
      if (!contract) unknown.add(`${name} ${version}`);
      return contract ? [contract] : [];
    });
  return { host, serves: found(hosts[host].serves), needs: found(hosts[host].needs) };
}

function judge(candidate: Candidate, environment: Environment, registry: Registry): Deployment {
  const encounters = judgeDeployment(candidate, environment, registry.find);
  return { environment: environment.environment, host: candidate.host, encounters, isRefused: encounters.some(({ findings }) => findings.some(isBreak)) };
}
