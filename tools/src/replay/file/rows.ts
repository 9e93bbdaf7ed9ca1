import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { workbookRows } from './workbook.ts';

/**
 * The rows of a file as text cells, the header first: `.csv`, `.csv.gz`, or the first sheet of an `.xlsx`.
 * @throws {Error} if there is no such file or it cannot be read as what its name says
 */
export async function* rowsOf(path: string): AsyncGenerator<readonly string[]> {
  if (!/\.(csv|csv\.gz|xlsx)$/i.test(path)) throw new Error('Its name must end in .csv, .csv.gz or .xlsx; unpack any other archive first.');
  await access(path).catch(() => {
    throw new Error('There is no such file, or it may not be read.');
  });
  yield* path.toLowerCase().endsWith('.xlsx') ? workbookRows(path) : csvRows(path);
}

function csvRows(path: string): AsyncIterable<readonly string[]> {
  const parser = parse({ bom: true, skip_empty_lines: true });
  // A failure on the way destroys the parser with it, and so reaches whoever reads the rows.
  const failed = () => undefined;
  if (path.toLowerCase().endsWith('.gz')) pipeline(createReadStream(path), createGunzip(), parser, failed);
  else pipeline(createReadStream(path), parser, failed);
  return parser;
}
