import type { Candidate, Environment, PublishedContract } from '@banyan/contracts/compatibility';

type HostVersions = Environment['hosts'][number];

/**
 * The environment once a host runs there. While an update is under way the host is there `beside` what it replaces, and both are
 * judged; afterwards it is there alone.
 */
export function recorded(environment: Environment, candidate: Candidate, { beside }: { readonly beside: boolean }): Environment {
  const entry: HostVersions = { host: candidate.host, serves: versionsOf(candidate.serves), needs: versionsOf(candidate.needs) };
  const isReplaced = (each: HostVersions) => each.host === candidate.host && !(beside && !isSame(each, entry));
  return { ...environment, hosts: [...environment.hosts.filter((each) => !isReplaced(each)), entry] };
}

function versionsOf(contracts: readonly PublishedContract[]): Record<string, string> {
  return Object.fromEntries(contracts.map(({ name, version }) => [name, version]));
}

function isSame(one: HostVersions, other: HostVersions): boolean {
  const text = ({ serves, needs }: HostVersions) => JSON.stringify([serves, needs].map((versions) => Object.entries(versions).sort()));
  return text(one) === text(other);
}
