/**
 * Rows as a plan has them: by their keys as JSON text, so that the same row is found in another plan.
 * @param key the columns of the key, the table's primary key say
 * @throws {TypeError} if two rows have the same key: a plan says once what becomes of a row
 */
export function rowsBy<Row extends object>(rows: readonly Row[], ...key: readonly (keyof Row & string)[]): Record<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const name = rowKey(Object.fromEntries(key.map((column) => [column, row[column]])));
    if (found.has(name)) throw new TypeError(`A plan names the row ${name} twice; let it say once what becomes of it.`);
    found.set(name, row);
  }
  return Object.fromEntries(found);
}

/** The key of a row as JSON text, whatever the order of its columns. */
export function rowKey(columns: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(columns).sort(([one], [other]) => (one < other ? -1 : 1))));
}
