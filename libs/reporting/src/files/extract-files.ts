import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Extract } from '../extract.ts';
import type { ExtractedFile } from '../manifest.ts';
import type { Pseudonyms } from '../pseudonyms.ts';
import type { Row } from '../source/rows-since.ts';
import { ParquetFile } from './parquet-file.ts';

/** Rows after which another file begins, so that one can be held in memory by whoever reads it. */
const rowsInAFile = 200_000;

/** A file that was written, on this machine still. */
export interface WrittenFile extends Pick<ExtractedFile, 'rows' | 'bytes' | 'sha256'> {
  readonly file: string;
}

/** Writes rows into files as they come, people under their pseudonyms; no rows, no file. A batch is held in memory, never the whole. */
export async function* extractFiles(batches: AsyncIterable<readonly Row[]>, extract: Extract, { workplace, pseudonyms }: { readonly workplace: string; readonly pseudonyms: Pseudonyms }): AsyncGenerator<WrittenFile> {
  const personal = Object.values(extract.columns).map(({ personal }) => personal ?? false);
  const hidden = (row: Row): Row => row.map((value, index) => (personal[index] && value !== null ? pseudonyms.of(String(value)) : value));
  let open: ParquetFile | undefined;
  let count = 0;
  for await (const rows of batches) {
    open ??= new ParquetFile(join(workplace, `${extract.table}-${++count}.parquet`), extract);
    open.append(rows.map(hidden));
    if (open.rows < rowsInAFile) continue;
    yield await finished(open);
    open = undefined;
  }
  if (open) yield await finished(open);
}

async function finished(open: ParquetFile): Promise<WrittenFile> {
  open.finish();
  const hash = createHash('sha256');
  await pipeline(createReadStream(open.path), hash);
  return { file: open.path, rows: open.rows, bytes: (await stat(open.path)).size, sha256: hash.digest('hex') };
}
