import type { LocalEngine, LocalRows } from '../../engine/spi/connector.ts';
import type { CatalogColumn, Collation } from '../../engine/types/catalog.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { ReadingOptions } from './config.ts';
import type { FileTable } from './file-tables.ts';
import { csvArguments, fromText, jsonArguments, readableFiles } from './from-text.ts';
import type { JsonReading, Reading } from './reading.ts';
import { nativeTypeOf, PARTITION_TYPE } from './reading.ts';
import { sniffCsv } from './sniff-csv.ts';
import { quotePath } from './sql-text.ts';

const BYTES: Collation = { name: 'BINARY', equalityIsBytes: true, orderIsBytes: true, padded: false };

/** What is known of a table's columns without reading its rows. */
export interface Described {
  readonly columns: readonly CatalogColumn[];
  readonly reading: Reading | null;
}

/** Names and types of a table's columns, by DuckDB's binding of the reader over its files. Rejects with its error. */
export async function describe(
  local: LocalEngine,
  table: FileTable,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<Described> {
  if (readableFiles(table).length === 0) throw new Error('It is empty: it has no columns.');
  const bind = (from: string): Promise<LocalRows> => local.query(`SELECT * FROM ${from} LIMIT 0`, signal);
  switch (table.format) {
    case 'parquet':
      return { reading: null, columns: columnsOf(table, await bind(fromText(table, null, [])), null) };
    case 'csv':
    case 'tsv': {
      const reading = await sniffCsv(local, table, options, signal);
      const args = csvArguments(reading, Object.entries(options.types ?? {}));
      return { reading, columns: columnsOf(table, await bind(textReader('read_csv', table, args)), reading) };
    }
    case 'json':
      return await describeJson(table, options, bind);
  }
}

async function describeJson(
  table: FileTable,
  options: ReadingOptions,
  bind: (from: string) => Promise<LocalRows>,
): Promise<Described> {
  const bound = async (records: boolean): Promise<Described> => {
    const reading: JsonReading = { kind: 'JSON', format: options.format ?? 'auto', records };
    const from = textReader('read_json', table, jsonArguments(reading, []));
    return { reading, columns: columnsOf(table, await bind(from), reading) };
  };
  const asRecords = await bound(true).catch(() => null);
  if (asRecords !== null && asRecords.columns.some((column) => column.nativeType !== PARTITION_TYPE))
    return asRecords;
  return await bound(false);
}

function textReader(name: string, table: FileTable, args: readonly string[]): string {
  const paths = readableFiles(table).map((file) => quotePath(file.absolute));
  const union = `union_by_name = ${table.files.length > 1}`;
  const hive = `hive_partitioning = ${table.partitions.length > 0}`;
  return `${name}([${paths.join(', ')}], ${[...args, union, hive].join(', ')})`;
}

function columnsOf(table: FileTable, bound: LocalRows, reading: Reading | null): readonly CatalogColumn[] {
  const partitions = new Set(table.partitions);
  const above = partitionsAbove(table);
  const own = bound.columns.filter(({ name }) => partitions.has(name) || !above.has(name));
  return own.map(({ name, type }): CatalogColumn => {
    const partition = partitions.has(name);
    return {
      name,
      nativeType: partition ? PARTITION_TYPE : reading === null ? typeToSql(type) : nativeTypeOf(reading),
      type,
      nullable: true,
      collation: collationOf(type),
      comment: null,
      statistics: null,
      // Parquet states its types; of text files only reading them tells.
      typeEnforced: reading === null || partition,
    };
  });
}

/** DuckDB takes folders `k=v` above the source's own for partitions as well, which they are not. */
function partitionsAbove(table: FileTable): ReadonlySet<string> {
  const [file] = table.files;
  if (file === undefined || table.partitions.length === 0) return new Set();
  const above = file.absolute.slice(0, -file.relative.length).split(/[\\/]/u);
  return new Set(above.flatMap((folder) => folder.match(/^([^=]+)=/u)?.[1] ?? []));
}

function collationOf(type: DataType): Collation | null {
  return type.id === 'VARCHAR' ? BYTES : null;
}
