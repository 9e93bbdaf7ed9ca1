import type { ColumnType, Extract } from '../extract.ts';
import type { OpenSource } from './open-source.ts';

/** Rows that are fetched at once. */
const batch = 10_000;

/** Numbers of transactions are counted with 64 bits, and kept beside rows with 32 of them. */
const epoch = 2n ** 32n;

/** A row, its values in the sequence of the extract's columns; microseconds since 1970 for an instant. */
export type Row = readonly (string | number | bigint | null)[];

/**
 * The rows of a table that transactions from a number on have written, all of them for null. No index helps: the table is read whole, and
 * by the batch. Rows that are older than four billion transactions may come once more, and none is left out.
 */
export async function* rowsSince(source: OpenSource, module: string, { table, columns }: Extract, from: bigint | null): AsyncGenerator<readonly Row[]> {
  const names = Object.keys(columns);
  const selected = names.map((name) => read(name, columns[name]!.type));
  await source.query(`DECLARE extract NO SCROLL CURSOR FOR SELECT json_build_array(${selected.join(', ')}) AS values FROM ${module}.${table} WHERE ${since(source, from)}`);
  try {
    for (;;) {
      const rows = await source.query<{ readonly values: readonly (string | number | null)[] }>(`FETCH ${batch} FROM extract`);
      if (rows.length === 0) return;
      yield rows.map(({ values }) => values.map((value, index) => written(value, columns[names[index]!]!.type)));
    }
  } finally {
    await source.query('CLOSE extract').catch(() => undefined);
  }
}

function since({ next }: Pick<OpenSource, 'next'>, from: bigint | null): string {
  if (from === null) return 'true';
  const low = next % epoch;
  return `xmin::text::bigint + CASE WHEN xmin::text::bigint < ${low} THEN ${fullNumber(0n, next)} ELSE ${fullNumber(low, next) - low} END >= ${from}`;
}

/** What the number of a transaction is, whose last 32 bits are kept: the highest that has begun. @param next the first one that has not */
export function fullNumber(kept: bigint, next: bigint): bigint {
  const highest = next - (next % epoch) + kept;
  return highest < next ? highest : highest - epoch;
}

/** What has no exact number in JSON travels as text. */
function read(name: string, type: ColumnType): string {
  if (type === 'instant') return `CASE WHEN isfinite(${name}) THEN (extract(epoch FROM ${name}) * 1000000)::bigint::text END`;
  return type === 'bigint' ? `${name}::text` : name;
}

function written(value: string | number | null, type: ColumnType): string | number | bigint | null {
  return value === null || type === 'text' || type === 'integer' ? value : BigInt(value);
}
