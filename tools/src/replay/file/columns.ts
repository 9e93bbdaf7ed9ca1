/** The columns of the Online Retail format; a file may hold others as well, in any order. */
export const columns = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const;

/** The currency of a line's price (ISO 4217), if the file has this column; pounds sterling in one that has not. */
export const currencyColumn = 'Currency';

export type Column = (typeof columns)[number] | typeof currencyColumn;

/** A row's cells by their column; empty for a column that the file lacks. */
export type Cells = (column: Column) => string;

/**
 * How to find a row's cells under this header.
 * @throws {Error} that names the columns which are missing
 */
export function cellsUnder(header: readonly string[]): (row: readonly string[]) => Cells {
  const names = header.map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new Error(`The header lacks ${missing.join(', ')}. It must name ${columns.join(', ')}, and may name ${currencyColumn}.`);
  }
  const places = new Map(names.map((name, place) => [name, place]));
  return (row) => (column) => row[places.get(column) ?? -1]?.trim() ?? '';
}
