import type { Tally } from '../observe/tally.ts';
import type { MismatchSample } from '../shadow/mismatch-sample.ts';
import type { ShadowTally } from '../shadow/shadow-tally.ts';

/** A module as a host runs it. */
export interface HostedModuleReport {
  readonly module: string;
  readonly contractVersion: string;
  /** Which data it works on: equal for two hosts exactly if they share them; null if it has none. */
  readonly data: string | null;
}

/** What one instance of a host says of itself, about once a second. */
export interface HostReport {
  /** Unique for each start of a process. */
  readonly instance: string;
  /** The host's name, which is its name as a target: `orders`. */
  readonly host: string;
  readonly modules: readonly HostedModuleReport[];
  /** The other hosts that it can ask for answers, by name; left out by hosts of earlier releases. */
  readonly targets?: readonly string[];
  /** The route table in force. */
  readonly routeVersion: number;
  /** Calls since this instance started, by route table, operation and side. */
  readonly tallies: readonly Tally[];
  readonly shadows: readonly ShadowTally[];
  /** Calls at which answers differed, the newest of each operation; left out where nothing is shadowed. */
  readonly samples?: readonly MismatchSample[];
  /** When it was written: ISO 8601 instant, by the store's clock. */
  readonly at: string;
}

/** Where instances report, and where the reports of all are read. Each method throws `Unavailable` if it cannot be reached. */
export interface HostReports {
  /** Replaces what this instance reported before. */
  report(report: Omit<HostReport, 'at'>): Promise<void>;
  /** The last report of each instance that reported within so many milliseconds. */
  reports(within: number): Promise<HostReport[]>;
}
