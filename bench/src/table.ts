/** Prints rows as an aligned table: the first column to the left, figures to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('   ');
  console.log(`\n${title}\n`);
  for (const text of [line(head), widths.map((width) => '-'.repeat(width)).join('   '), ...rows.map(line)]) console.log(`  ${text}`);
}
