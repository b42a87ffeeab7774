import { createHash } from 'node:crypto';
import type { LocalEngine } from '../../engine/spi/connector.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { FilesConfig } from './config.ts';
import type { Described } from './describe.ts';
import { describe } from './describe.ts';
import type { FileTable } from './file-tables.ts';
import { parquetFigures } from './parquet-footers.ts';

/** A table with its columns and what the files say of themselves. Rejects with DuckDB's error for a bad file. */
export async function catalogTable(
  local: LocalEngine,
  table: FileTable,
  config: FilesConfig,
  signal: AbortSignal,
): Promise<CatalogTable> {
  const options = config.optionsOf(table.name, table.files[0]?.relative ?? '');
  const described = await describe(local, table, options, signal);
  const figures =
    table.format === 'parquet' ? await parquetFigures(local, table, described.columns, signal) : null;
  const columns = described.columns.map((column) => ({
    ...column,
    statistics: figures?.statistics.get(column.name) ?? null,
  }));
  return {
    path: { schema: null, name: table.name },
    kind: table.kind,
    columns,
    keys: [],
    rows: figures?.rows ?? null,
    bytes: table.files.reduce((sum, file) => sum + file.bytes, 0),
    comment: null,
    fingerprint: fingerprint(table, described),
  };
}

/** Any change of a file counts: the schema was guessed from what was in it. */
function fingerprint(table: FileTable, { columns }: Described): string {
  const files = table.files.map((file) => [file.relative, file.bytes, file.modified]);
  const shape = columns.map((column) => [column.name, column.nativeType, typeToSql(column.type)]);
  return createHash('sha256')
    .update(JSON.stringify([table.format, files, shape]))
    .digest('hex')
    .slice(0, 32);
}
