/** How a value is written: `instant` as a UTC timestamp in microseconds, `integer` in 32 bits, `bigint` in 64. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'instant';

/** A column as reports get it. */
export interface Column {
  readonly type: ColumnType;
  /** What it says, with its unit. */
  readonly means: string;
  /** Names a person: reports get a pseudonym in its place, the same one wherever the same person is named. */
  readonly personal?: true;
  /** Whether it may be missing. */
  readonly optional?: true;
}

/** Rows of one table that a module gives to reports. What is not listed stays where it is. */
export interface Extract {
  /** The table in the module's schema. */
  readonly table: string;
  /** What a row is. */
  readonly holds: string;
  /** The columns that tell one row from another: of several rows with the same key the one of the newest run holds. */
  readonly key: readonly string[];
  /** By the name of the table's column. Rows may be added and changed, and never removed. */
  readonly columns: Readonly<Record<string, Column>>;
}

/** What a module gives to reports. */
export interface ModuleReports {
  /** The module, and its schema. */
  readonly module: string;
  readonly extracts: readonly Extract[];
}
