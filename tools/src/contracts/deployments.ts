import { isBreak, judgeDeployment, type Candidate, type Encounter, type Environment, type PublishedContract } from '@banyan/contracts/compatibility';
import { candidatesFor, type Wanted } from './candidates.ts';
import type { Registry } from './registry.ts';

/** A host that is to be deployed to an environment, judged. */
export interface Deployment {
  readonly environment: string;
  readonly host: string;
  readonly encounters: readonly Encounter[];
  readonly isRefused: boolean;
}

/** Deployments, or everything that keeps them from being judged. */
export type Deployments = { readonly deployments: readonly Deployment[] } | { readonly mistakes: readonly string[] };

/** The contracts as this workspace has them, and those that were published. */
export interface Known {
  readonly contracts: readonly PublishedContract[];
  readonly registry: Registry;
}

/** Judges hosts of this workspace's contracts against what an environment runs. */
export function deploymentsTo(environment: Environment, wanted: Wanted, { contracts, registry }: Known): Deployments {
  const found = candidatesFor(environment, wanted, contracts);
  if ('mistakes' in found) return found;
  return { deployments: found.candidates.map((candidate) => deployment(candidate, environment, registry)) };
}

function deployment(candidate: Candidate, environment: Environment, registry: Registry): Deployment {
  const encounters = judgeDeployment(candidate, environment, registry.find);
  return { environment: environment.environment, host: candidate.host, encounters, isRefused: encounters.some(({ findings }) => findings.some(isBreak)) };
}
