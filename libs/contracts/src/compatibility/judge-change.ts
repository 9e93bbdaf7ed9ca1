import { compareContracts } from './compare-contracts.ts';
import { isBreak, type Finding } from './finding.ts';
import { leastVersion } from './least-version.ts';
import type { PublishedContract } from './published-contract.ts';
import { compareVersions } from './semantic-version.ts';

/** What has become of a contract from one version to the next. */
export interface Change {
  readonly contract: string;
  readonly older: string;
  readonly newer: string;
  readonly findings: readonly Finding[];
  /** The lowest version that may bring all this. */
  readonly least: string;
  /**
   * - `same`: nothing differs
   * - `compatible`: no consumer of the older notices
   * - `newMajor`: it breaks, and the version says so
   * - `versionTooLow`: the version promises more than is kept
   */
  readonly verdict: 'same' | 'compatible' | 'newMajor' | 'versionTooLow';
}

/** Compares two versions of a contract, and judges whether the newer version says what it brings. */
export function judgeChange(older: PublishedContract, newer: PublishedContract): Change {
  const findings = compareContracts(older, newer);
  const least = leastVersion(older.version, findings);
  return { contract: newer.name, older: older.version, newer: newer.version, findings, least, verdict: verdictOf(findings, least, newer.version) };
}

function verdictOf(findings: readonly Finding[], least: string, version: string): Change['verdict'] {
  if (findings.length === 0) return 'same';
  if (compareVersions(version, least) < 0) return 'versionTooLow';
  return findings.some(isBreak) ? 'newMajor' : 'compatible';
}
