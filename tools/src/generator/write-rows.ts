import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Column } from '../replay/file/columns.ts';
import type { GeneratedRow } from './invoices.ts';

/** Writes rows as CSV under these columns, packed if the file's name ends in .gz; returns how many there were. */
export async function writeRows(file: string, rows: Iterable<GeneratedRow>, columns: readonly Column[]): Promise<number> {
  let count = 0;
  function* text(): Generator<string> {
    yield `${columns.join(',')}\n`;
    for (const row of rows) {
      count += 1;
      yield `${columns.map((column) => quoted(row[column])).join(',')}\n`;
    }
  }
  const source = Readable.from(text());
  if (file.endsWith('.gz')) await pipeline(source, createGzip(), createWriteStream(file));
  else await pipeline(source, createWriteStream(file));
  return count;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
