import { columns, currencyColumn } from '../replay/file/columns.ts';
import { generateRows } from './invoices.ts';
import type { GeneratorOptions } from './options.ts';
import { writeRows } from './write-rows.ts';

/** Writes a file of invoices for a replay; returns how many lines it has. The same options give the same file. */
export function generateFile({ out, ...wished }: GeneratorOptions): Promise<number> {
  return writeRows(out, generateRows(wished), wished.currencies ? [...columns, currencyColumn] : columns);
}
