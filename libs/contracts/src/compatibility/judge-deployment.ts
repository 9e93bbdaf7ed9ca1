import { isSameContract } from '../wire/contract-versions.ts';
import { compareContracts } from './compare-contracts.ts';
import type { Environment } from './environment.ts';
import { isBreak, type Finding } from './finding.ts';
import type { PublishedContract } from './published-contract.ts';
import { compareVersions } from './semantic-version.ts';

/** A host that is to be deployed, with its contracts as it has been built. */
export interface Candidate {
  readonly host: string;
  readonly serves: readonly PublishedContract[];
  readonly needs: readonly PublishedContract[];
}

/** A consumer and a host that answers it, as they would meet, or a consumer whom nobody would answer. */
export interface Encounter {
  readonly contract: string;
  readonly consumer: string;
  /** Left out if nobody serves the contract. */
  readonly provider?: string;
  readonly needed: string;
  readonly served?: string;
  readonly findings: readonly Finding[];
}

/** Finds a contract by name and version; undefined if it was never published. */
export type FindPublished = (contract: string, version: string) => PublishedContract | undefined;

/**
 * Every encounter that deploying a host would bring about: with those who need what it serves, with those who serve what it
 * needs, and with nobody where it takes away what others need. What the host runs itself it need not be served by others.
 */
export function judgeDeployment(candidate: Candidate, { hosts }: Environment, find: FindPublished): Encounter[] {
  const others = hosts.filter(({ host }) => host !== candidate.host);
  const before = hosts.filter(({ host }) => host === candidate.host);
  const asked = candidate.serves.flatMap((contract) =>
    others.flatMap(({ host, needs }) => (contract.name in needs ? [askedFor(contract, { consumer: host, needed: needs[contract.name]! }, candidate.host, find)] : [])),
  );
  const asking = candidate.needs.flatMap((contract) => {
    const providers = others.filter(({ serves }) => contract.name in serves);
    const isOwn = candidate.serves.some(({ name }) => name === contract.name);
    if (providers.length === 0) return isOwn ? [] : [unserved(contract.name, candidate.host, contract.version)];
    return providers.map(({ host, serves }) => askingFor(contract, { provider: host, served: serves[contract.name]! }, candidate.host, find));
  });
  const isStillServed = (name: string) => candidate.serves.some((contract) => contract.name === name) || others.some(({ serves }) => name in serves);
  const lost = [...new Set(before.flatMap(({ serves }) => Object.keys(serves)))].filter((name) => !isStillServed(name));
  const leftAlone = lost.flatMap((name) => others.flatMap(({ host, needs }) => (name in needs ? [unserved(name, host, needs[name]!)] : [])));
  return [...asked, ...asking, ...leftAlone];
}

function askedFor(ours: PublishedContract, { consumer, needed }: { readonly consumer: string; readonly needed: string }, provider: string, find: FindPublished): Encounter {
  const theirs = find(ours.name, needed);
  const findings = theirs ? meet(theirs, ours) : [notPublished(ours.name, needed, consumer)];
  return { contract: ours.name, consumer, provider, needed, served: ours.version, findings };
}

function askingFor(ours: PublishedContract, { provider, served }: { readonly provider: string; readonly served: string }, consumer: string, find: FindPublished): Encounter {
  const theirs = find(ours.name, served);
  const findings = theirs ? meet(ours, theirs) : [notPublished(ours.name, served, provider)];
  return { contract: ours.name, consumer, provider, needed: ours.version, served, findings };
}

/** At run time a host refuses calls under another first number, whatever the schemas say. */
function meet(needed: PublishedContract, served: PublishedContract): Finding[] {
  const isAnswered = Object.values(needed.operations).some(({ promises }) => promises['delivery'] !== 'deferred');
  const refused: Finding = {
    ...place(needed.name, 'version'),
    code: 'majorDiffers',
    judgement: 'breaking',
    was: needed.version,
    is: served.version,
    message: `A host that serves ${served.version} refuses calls under ${needed.version}.`,
    next: 'Serve the old first number until no consumer needs it: add the new beside the old, and move the consumers.',
  };
  const findings = [...(isAnswered && !isSameContract(served.version, needed.version) ? [refused] : []), ...compareContracts(needed, served)];
  return compareVersions(needed.version, served.version) > 0 ? findings.map((found) => behind(found, needed)) : findings;
}

/** Where the host that answers is the older of the two, nothing is wrong with the newer but that it comes too early. */
function behind(found: Finding, { name, version }: PublishedContract): Finding {
  return isBreak(found) ? { ...found, next: `Deploy what serves ${name} ${version} first, and what needs it afterwards.` } : found;
}

function unserved(contract: string, consumer: string, needed: string): Encounter {
  const finding: Finding = {
    ...place(contract, 'contract'),
    code: 'notServed',
    judgement: 'breaking',
    was: needed,
    message: `No host would serve '${contract}', which '${consumer}' needs.`,
    next: `Deploy a host that serves '${contract}' first, or keep the one that does.`,
  };
  return { contract, consumer, needed, findings: [finding] };
}

function notPublished(contract: string, version: string, host: string): Finding {
  return {
    ...place(contract, 'version'),
    code: 'notPublished',
    judgement: 'undecidable',
    is: version,
    message: `'${host}' has version ${version}, which is not among the published contracts.`,
    next: 'Publish each version where it is made, and keep what was published; or put right the version that the environment names.',
  };
}

function place(contract: string, part: string): Pick<Finding, 'contract' | 'part' | 'direction' | 'pointer'> {
  return { contract, part, direction: 'promised', pointer: '' };
}
