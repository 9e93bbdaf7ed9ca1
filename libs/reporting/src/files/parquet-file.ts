import { fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Column, ColumnType, Extract } from '../extract.ts';
import type { Row } from '../source/rows-since.ts';

/** A Parquet file that is being written, a row group for each batch. Its columns say what they mean in its metadata. */
export class ParquetFile {
  readonly path: string;
  readonly #names: readonly string[];
  readonly #writer: ParquetWriter;
  #rows = 0;

  constructor(path: string, { holds, columns }: Extract) {
    this.path = path;
    this.#names = Object.keys(columns);
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: [{ name: 'root', num_children: this.#names.length }, ...Object.entries(columns).map(([name, column]) => element(name, column))],
      kvMetadata: [{ key: 'holds', value: holds }, ...Object.entries(columns).map(([name, { means }]) => ({ key: `means.${name}`, value: means }))],
      createdBy: 'banyan',
    });
  }

  /** Rows that it holds so far. */
  get rows(): number {
    return this.#rows;
  }

  append(rows: readonly Row[]): void {
    void this.#writer.write({ columnData: this.#names.map((name, index) => ({ name, data: rows.map((row) => row[index]) })), rowGroupSize: rows.length });
    this.#rows += rows.length;
  }

  finish(): void {
    void this.#writer.finish();
  }
}

const types: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT32' },
  bigint: { type: 'INT64' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } },
};

function element(name: string, { type, optional }: Column): SchemaElement {
  return { name, ...types[type], repetition_type: optional ? 'OPTIONAL' : 'REQUIRED' };
}
