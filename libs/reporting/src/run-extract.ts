import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extract, ModuleReports } from './extract.ts';
import { extractFiles } from './files/extract-files.ts';
import { descriptionOf, goesOn, type ExtractedFile, type Manifest } from './manifest.ts';
import { manifests, nameOf } from './manifests.ts';
import type { Place } from './places/place.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { openSource, type OpenSource } from './source/open-source.ts';
import { rowsSince } from './source/rows-since.ts';

export interface ExtractSpec {
  /** The replica, with the login of reports. */
  readonly url: string;
  readonly reports: readonly ModuleReports[];
  readonly to: Place;
  readonly pseudonyms: Pseudonyms;
  /** Reads what the shop writes in, too, where there is no replica. */
  readonly allowWriter?: boolean;
  /** Seconds by which the replica may be behind. */
  readonly atMostBehind: number;
  /** Reads everything, whatever was read before. */
  readonly anew?: boolean;
}

/** What a run has done. */
export type ExtractOutcome =
  | { readonly kind: 'written'; readonly manifest: Manifest }
  /** Nothing has changed, so nothing was written. */
  | { readonly kind: 'nothingNew'; readonly last: Manifest; readonly asOf: Date; readonly behind: number };

/** A run that did nothing, and why. */
export class ExtractRefused extends Error {
  override readonly name = 'ExtractRefused';
  readonly code: 'notAReplica' | 'tooLate' | 'wentBack' | 'overtaken';

  constructor(code: ExtractRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A replica cancels whoever reads rows that its writer has cleared away, and does so to long readers; PostgreSQL's code for that. */
const inTheWay = '40001';
/** How often a run is begun until it is given up. */
const attempts = 3;

/**
 * Writes what has changed since the last run, of all modules as of one moment: files first, and then their manifest.
 * @throws {ExtractRefused} if the database is no replica, is too late, holds less than what was read before, or another run was quicker; nothing is left behind
 */
export async function runExtract(spec: ExtractSpec): Promise<ExtractOutcome> {
  for (let left = attempts - 1; ; left--) {
    try {
      return await runOnce(spec);
    } catch (error) {
      if (left === 0 || (error as { readonly code?: unknown }).code !== inTheWay) throw error;
    }
  }
}

async function runOnce(spec: ExtractSpec): Promise<ExtractOutcome> {
  const source = await openSource(spec.url);
  try {
    refuseWrongSource(source, spec);
    return await extractFrom(source, spec);
  } finally {
    await source.close();
  }
}

function refuseWrongSource({ isReplica, behind, asOf }: OpenSource, { allowWriter = false, atMostBehind }: ExtractSpec): void {
  if (!isReplica && !allowWriter) {
    throw new ExtractRefused('notAReplica', 'This database is no replica: the shop writes in it, and reports would slow it down. Name a replica, or, for a shop on one machine, give --allow-writer.');
  }
  if (behind > atMostBehind) {
    throw new ExtractRefused('tooLate', `The replica is ${behind.toFixed(1)} s behind (as of ${asOf.toISOString()}), and ${atMostBehind} are allowed. Let it catch up, or allow more with --max-behind <seconds>.`);
  }
}

async function extractFrom(source: OpenSource, { reports, to, pseudonyms, anew = false }: ExtractSpec): Promise<ExtractOutcome> {
  const last = (await manifests(to)).at(-1);
  const now = { source: source.source, to: String(source.horizon), seen: String(source.next), description: descriptionOf(reports), pseudonymKey: pseudonyms.keyId };
  const before = !anew && goesOn(last, now) ? last : undefined;
  if (before && BigInt(before.seen) > source.next) {
    throw new ExtractRefused('wentBack', `Run ${before.run} has read more than this replica holds yet. Let it catch up; after a restore, read everything with --anew.`);
  }
  const run = (last?.run ?? 0) + 1;
  const put: string[] = [];
  const workplace = await mkdtemp(join(tmpdir(), 'banyan-extract-'));
  try {
    const files: ExtractedFile[] = [];
    // Runs that were broken off leave files that nobody names; so each run has names of its own.
    const folder = `files/${number(run)}-${randomBytes(6).toString('hex')}`;
    for (const [module, extract] of everyExtract(reports)) {
      const rows = rowsSince(source, module, extract, before === undefined ? null : BigInt(before.to));
      for await (const { file, ...written } of extractFiles(rows, extract, { workplace, pseudonyms })) {
        const path = `${folder}/${module}.${extract.table}-${number(files.length + 1)}.parquet`;
        put.push(path);
        await to.put(path, file);
        await rm(file);
        files.push({ module, table: extract.table, path, ...written });
      }
    }
    const { asOf, behind } = source;
    if (before && files.length === 0) return { kind: 'nothingNew', last: before, asOf, behind };
    const manifest: Manifest = { format: 'banyan.extract/1', run, begins: !before, writtenAt: new Date().toISOString(), asOf: asOf.toISOString(), behind, from: before?.to ?? null, ...now, files };
    if (!(await to.create(nameOf(run), `${JSON.stringify(manifest, null, 2)}\n`))) throw new ExtractRefused('overtaken', `Another run was quicker and is run ${run} now; what this one wrote is taken back. Start it again.`);
    return { kind: 'written', manifest };
  } catch (error) {
    for (const path of put) await to.remove(path).catch(() => undefined);
    throw error;
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

function* everyExtract(reports: readonly ModuleReports[]): Generator<readonly [module: string, extract: Extract]> {
  for (const { module, extracts } of reports) for (const extract of extracts) yield [module, extract];
}

function number(of: number): string {
  return String(of).padStart(6, '0');
}
