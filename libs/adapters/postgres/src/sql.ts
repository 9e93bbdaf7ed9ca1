/**
 * Runs one statement, prepared once per connection and named by its text: the texts are constants, never put
 * together from data.
 *
 * Rows come as `bigint` → number (an error beyond 2^53), `timestamptz` → Date, `date` → 'YYYY-MM-DD',
 * `numeric` → string, `jsonb` parsed. A value for a `jsonb` parameter is handed in as JSON text.
 */
export interface Sql {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}
