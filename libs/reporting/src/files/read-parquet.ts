import { parquetReadObjects } from 'hyparquet';

/** The rows of a Parquet file. @param columns those that are read; a `bigint` column is read as one */
export async function readParquet<RowOfFile extends object>(content: Buffer, columns: readonly (keyof RowOfFile & string)[]): Promise<readonly RowOfFile[]> {
  const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
  return (await parquetReadObjects({ file, columns: [...columns] })) as RowOfFile[];
}
