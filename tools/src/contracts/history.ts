import { compareVersions, judgeChange, type Change, type PublishedContract } from '@banyan/contracts/compatibility';
import type { Registry } from './registry.ts';

/** A contract of the workspace, with what became of it from each version to the next. */
export interface ContractHistory {
  readonly contract: string;
  readonly version: string;
  /** The published versions one after the other, and the last of them to the workspace's. */
  readonly changes: readonly Change[];
  /** Whether some version does not say what it brings. */
  readonly isRefused: boolean;
}

/**
 * Judges a contract of the workspace against what was published of it. Published versions are judged as well, so that nothing
 * passes by being published together with the change.
 */
export function historyOf(current: PublishedContract, registry: Registry): ContractHistory {
  const published = registry.versions(current.name).filter(({ version }) => compareVersions(version, current.version) <= 0);
  const changes = [...published, current].slice(1).map((newer, index) => judgeChange(published[index]!, newer));
  return { contract: current.name, version: current.version, changes, isRefused: changes.some(({ verdict }) => verdict === 'versionTooLow') };
}
