import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataType } from '../../../../engine/types/data-type.ts';
import { hugeWithin38, isHuge } from './huge-columns.ts';
import type { FormatSource, RowFormat } from './row-format.ts';

/**
 * Parquet, by DuckDB's COPY. What DuckDB would write inexactly goes as a type that keeps it: HUGEINT and UHUGEINT as
 * DECIMAL(38,0), or as text where a value is longer; INTERVAL (milliseconds, never negative in Parquet), TIME WITH
 * TIME ZONE (its zone is lost) and UNION as text; so do lists, structs and maps that hold one of them.
 */
export const parquetFormat: RowFormat = async function* (result) {
  const folder = await mkdtemp(join(tmpdir(), 'atoll-parquet-'));
  try {
    const file = join(folder, 'result.parquet');
    await writeParquet(result, file);
    for await (const piece of createReadStream(file)) yield piece as Uint8Array;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The same, written at once into a file. */
export async function writeParquet(result: FormatSource, file: string, signal?: AbortSignal): Promise<void> {
  await result.copy(file, await expressionsOf(result), 'FORMAT parquet, COMPRESSION zstd', signal);
}

async function expressionsOf(result: FormatSource): Promise<readonly string[]> {
  const fits = await hugeWithin38(result);
  return result.columns.map((column) => {
    if (isHuge(column.type))
      return `CAST(${column.sql} AS ${fits.has(column) ? 'DECIMAL(38,0)' : 'VARCHAR'})`;
    return losesInParquet(column.type) ? `CAST(${column.sql} AS VARCHAR)` : column.sql;
  });
}

function losesInParquet(type: DataType): boolean {
  switch (type.id) {
    case 'INTERVAL':
    case 'TIME WITH TIME ZONE':
    case 'UNION':
    case 'HUGEINT':
    case 'UHUGEINT':
      return true;
    case 'LIST':
    case 'ARRAY':
      return losesInParquet(type.child);
    case 'STRUCT':
      return type.fields.some((field) => losesInParquet(field.type));
    case 'MAP':
      return losesInParquet(type.key) || losesInParquet(type.value);
    default:
      return false;
  }
}
