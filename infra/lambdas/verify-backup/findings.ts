/** A table with its number of rows: that it could be counted says that each of its pages could be read. */
export interface Counted {
  readonly table: string;
  readonly rows: number;
}

/** Everything by which a restored database is less than whole. */
export function findings(read: Readonly<Record<string, readonly Counted[]>>): readonly string[] {
  return Object.entries(read).flatMap(([schema, tables]) => {
    if (tables.length === 0) return [`- ${schema} has no table.`];
    const migrations = tables.find(({ table }) => table === 'migration');
    if (!migrations) return [`- ${schema} does not know its migrations.`];
    return migrations.rows === 0 ? [`- ${schema} was never migrated.`] : [];
  });
}
