import type { DuckDBConnection } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { quoteName, quoteTable } from '../../duckdb/quote.ts';
import { keyColumn } from '../../plan/key-set.ts';
import type { DataType } from '../../types/data-type.ts';
import type { KeyIntegers, KeyValues } from '../../types/key-list.ts';
import type { Gathered } from './gather.ts';

/** Makes room for so many integers of a type; null for types that go as text. */
function room(type: DataType, count: number): KeyIntegers | null {
  switch (type.id) {
    case 'TINYINT':
      return new Int8Array(count);
    case 'SMALLINT':
      return new Int16Array(count);
    case 'INTEGER':
      return new Int32Array(count);
    case 'BIGINT':
      return new BigInt64Array(count);
    default:
      return null;
  }
}

/**
 * The keys of a gathered set, column by column, sorted so that the source walks its index, or its pages, in one
 * direction. Integers are copied as they stand in DuckDB's vectors: a million took 0.13 s so, and 0.8 s as text.
 */
export async function readKeys(
  connection: DuckDBConnection,
  { set, table, count }: Gathered,
): Promise<readonly KeyValues[]> {
  const names = set.columns.map((_, at) => quoteName(keyColumn(at)));
  const integers = set.columns.map(({ type }) => room(type, count));
  const texts = set.columns.map((): string[] => []);
  const read = names.map((name, at) => (integers[at] === null ? `CAST(${name} AS VARCHAR)` : name));
  const result = await connection.run(
    `SELECT ${read.join(', ')} FROM ${quoteTable(table)} ORDER BY ${names.join(', ')}`,
  );
  for (let row = 0; ; ) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const [at, target] of integers.entries()) {
      if (target === null) texts[at]?.push(...chunk.getColumnValues(at).map(String));
      else copy(target, row, duckdb.data_chunk_get_vector(chunk.chunk, at), chunk.rowCount);
    }
    row += chunk.rowCount;
  }
  return set.columns.map(({ type }, at) => ({ type, values: integers[at] ?? texts[at] ?? [] }));
}

function copy(target: KeyIntegers, row: number, vector: duckdb.Vector, rows: number): void {
  const width = target.BYTES_PER_ELEMENT;
  const bytes = duckdb.vector_get_data(vector, rows * width);
  new Uint8Array(target.buffer).set(bytes, row * width);
}
