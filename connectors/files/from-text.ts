import type { CatalogColumn } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { FileTable } from './file-tables.ts';
import type { CsvReading, GivenReading, JsonReading } from './reading.ts';
import { PARTITION_TYPE } from './reading.ts';
import { quoteList, quotePath, quoteText, quoteTypes } from './sql-text.ts';

/** Rows that DuckDB looks at to guess names and types: fixed, so that every guess is the same. */
export const SAMPLE_ROWS = 20_480;

type TypeOf = readonly [name: string, type: string];

/** The FROM text of a table, with the types of the columns that are read; types of none lets DuckDB guess. */
export function fromText(
  table: FileTable,
  reading: GivenReading | null,
  fields: readonly CatalogColumn[],
): string {
  const typed = (partition: boolean): readonly TypeOf[] =>
    fields
      .filter((field) => (field.nativeType === PARTITION_TYPE) === partition)
      .map((field) => [field.name, typeToSql(field.type)]);
  const folders = partitionArguments(table, typed(true));
  switch (table.format) {
    case 'parquet':
      return call('read_parquet', table, folders);
    case 'csv':
    case 'tsv': {
      const csv = reading?.kind === 'CSV' ? reading : null;
      return call('read_csv', table, [...csvArguments(csv, typed(false)), ...folders]);
    }
    case 'json': {
      const json = reading?.kind === 'JSON' ? reading : null;
      return call('read_json', table, [...jsonArguments(json, typed(false)), ...folders]);
    }
  }
}

/** Files without a byte have neither columns nor rows. */
export function readableFiles(table: FileTable): FileTable['files'] {
  return table.format === 'parquet' ? table.files : table.files.filter((file) => file.bytes > 0);
}

function call(name: string, table: FileTable, args: readonly string[]): string {
  const paths = readableFiles(table).map((file) => quotePath(file.absolute));
  return `${name}([${paths.join(', ')}], ${args.join(', ')})`;
}

function partitionArguments(table: FileTable, types: readonly TypeOf[]): readonly string[] {
  const union = `union_by_name = ${table.files.length > 1}`;
  if (table.partitions.length === 0) return [union, 'hive_partitioning = false'];
  const hive = types.length === 0 ? [] : [`hive_types = ${hiveTypes(types)}`];
  return [union, 'hive_partitioning = true', ...hive];
}

function hiveTypes(types: readonly TypeOf[]): string {
  return quoteTypes(types);
}

/** The arguments of `read_csv` that a reading fixes, and the types of the columns that are read. */
export function csvArguments(
  reading: Partial<CsvReading> | null,
  types: readonly TypeOf[],
): readonly string[] {
  const typed = types.length === 0 ? [] : [`types = ${quoteTypes(types)}`];
  const sample = `sample_size = ${SAMPLE_ROWS}`;
  return reading === null ? [sample, ...typed] : [...csvSettings(reading), sample, ...typed];
}

/** The settings of a reading, complete or given by options, as arguments. */
export function csvSettings(reading: Partial<CsvReading>): readonly string[] {
  const { delim, quote, escape, header, skip, comment, dateformat, timestampformat, encoding, nullstr } =
    reading;
  const texts = Object.entries({ delim, quote, escape, comment, dateformat, timestampformat, encoding });
  const settings = texts.flatMap(([name, text]) =>
    text === undefined ? [] : [`${name} = ${quoteText(text)}`],
  );
  if (header !== undefined) settings.push(`header = ${header}`);
  if (skip !== undefined) settings.push(`skip = ${skip}`);
  if (nullstr !== undefined) settings.push(`nullstr = ${quoteList(nullstr)}`);
  return settings;
}

/**
 * The arguments of `read_json` that a reading fixes. Columns are stated only where none of them holds dates or times:
 * the form of those is part of what DuckDB detects, there is no argument for more than one form, and with stated types
 * it reads some forms otherwise (`…T00:30:00+02:00` loses its offset in 1.5.6). Then the types are detected again from
 * the same sample, and the executor holds them against the plan.
 */
export function jsonArguments(reading: JsonReading | null, types: readonly TypeOf[]): readonly string[] {
  const settings = [`sample_size = ${SAMPLE_ROWS}`];
  if (reading !== null)
    settings.push(`format = ${quoteText(reading.format)}`, `records = ${reading.records}`);
  const stated = types.length > 0 && !types.some(([, type]) => /\b(DATE|TIMESTAMP)/u.test(type));
  if (stated) settings.push(`columns = ${quoteTypes(types)}`);
  return settings;
}
