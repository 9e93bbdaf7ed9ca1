import type { PublishedContract } from '@banyan/contracts/compatibility';
import { historyOf, type ContractHistory } from './history.ts';
import { readRegistry, textOf, writePublished } from './registry.ts';

/** What publishing has done. */
export interface Publication {
  /** Contracts that are published now and were not, or in other words. */
  readonly written: readonly PublishedContract[];
  readonly histories: readonly ContractHistory[];
  /** Whether a version does not say what it brings; nothing is written then. */
  readonly isRefused: boolean;
}

/**
 * Publishes contracts to a folder, all or none. What was published under a version stays, but for words that say nothing about values.
 * @throws {Unreadable} if a file in the folder is no published contract
 */
export function publish(contracts: readonly PublishedContract[], folder?: string): Publication {
  const registry = readRegistry(folder);
  const histories = contracts.map((contract) => historyOf(contract, registry));
  const isRefused = histories.some((history) => history.isRefused);
  const written = isRefused ? [] : contracts.filter((contract) => !isPublished(contract, registry.find(contract.name, contract.version)));
  for (const contract of written) writePublished(contract, folder);
  return { written, histories, isRefused };
}

function isPublished(contract: PublishedContract, published: PublishedContract | undefined): boolean {
  return published !== undefined && textOf(published) === textOf(contract);
}
