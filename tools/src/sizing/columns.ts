/** Where the cells of a column stand. */
export type Side = 'left' | 'right';

/** Characters that a line of a report has at most. */
export const WIDTH = 120;
const GAP = '   ';

/** Rows under their headings, in aligned columns: the first to the left and the others to the right, unless told otherwise. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[], sides: readonly Side[] = head.map((_, column) => (column === 0 ? 'left' : 'right'))): string[] {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => (sides[column] === 'left' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(GAP).trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join(GAP), ...rows.map(line)];
}
