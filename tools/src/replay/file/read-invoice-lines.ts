import { cellsUnder, type Cells } from './columns.ts';
import { readLine, type InvoiceLine } from './invoice-line.ts';

/** Mistakes that are listed before reading is given up. */
const enough = 10;

/**
 * Hands over a file's lines one by one, and returns how many there were.
 * @param rows cells as text, the header first
 * @throws {Error} that lists what is wrong with the file, by row
 */
export async function readInvoiceLines(rows: AsyncIterable<readonly string[]>, take: (line: InvoiceLine) => void): Promise<number> {
  const mistakes: string[] = [];
  let cellsOf: ((row: readonly string[]) => Cells) | undefined;
  let number = 0;
  for await (const row of rows) {
    number += 1;
    if (!cellsOf) {
      cellsOf = cellsUnder(row);
      continue;
    }
    const read = readLine(cellsOf(row));
    if ('line' in read) take(read.line);
    else mistakes.push(...read.mistakes.map((mistake) => `Row ${number}: ${mistake}`));
    if (mistakes.length >= enough) break;
  }
  if (number === 0) throw new Error('The file is empty.');
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return number - 1;
}
