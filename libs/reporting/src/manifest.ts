import { createHash } from 'node:crypto';
import type { ModuleReports } from './extract.ts';

/** A file of an extract. */
export interface ExtractedFile {
  readonly module: string;
  readonly table: string;
  /** From where the extracts lie. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the whole file, in hexadecimal digits. */
  readonly sha256: string;
}

/** Where rows came from. A number of a transaction means something only within one history of one server. */
export interface Source {
  /** The server and the database: the same for a replica as for its writer. */
  readonly database: string;
  /** A new one begins with each promotion. */
  readonly timeline: number;
}

/**
 * What a run of the extract has written. It is written last and never changed: what no manifest names is no part of the extracts.
 * All manifests together, since the newest that `begins`, hold every row; of rows with the same key the one of the highest run holds.
 */
export interface Manifest {
  readonly format: 'banyan.extract/1';
  /** Counted from 1. */
  readonly run: number;
  /** Everything is in this run, and no earlier one counts any more: the first, or one after the source, the key or the description changed. */
  readonly begins: boolean;
  /** When the run ended. */
  readonly writtenAt: string;
  /** What had been committed by then is in it. */
  readonly asOf: string;
  /** Seconds by which the replica was behind its writer when it was read. */
  readonly behind: number;
  readonly source: Source;
  /** Rows written by transactions from this number on; null if everything was read. */
  readonly from: string | null;
  /** Every transaction with a lower number had ended: the next run reads from here. */
  readonly to: string;
  /** No transaction of this number or a higher one had begun: what holds less is older. */
  readonly seen: string;
  /** Of the extracts' description: another one if a table, a column or a meaning is another. */
  readonly description: string;
  /** Which key made the pseudonyms. */
  readonly pseudonymKey: string;
  readonly files: readonly ExtractedFile[];
}

/** Tells one description from another. */
export function descriptionOf(reports: readonly ModuleReports[]): string {
  return createHash('sha256').update(JSON.stringify(reports)).digest('hex').slice(0, 16);
}

/** Whether a run can go on where another one ended, rather than read everything. */
export function goesOn(last: Manifest | undefined, now: Pick<Manifest, 'source' | 'description' | 'pseudonymKey'>): last is Manifest {
  return (
    last !== undefined &&
    last.source.database === now.source.database &&
    last.source.timeline === now.source.timeline &&
    last.description === now.description &&
    last.pseudonymKey === now.pseudonymKey
  );
}
