import { stat } from 'node:fs/promises';
import { Database } from '../../../engine/duckdb/database.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { LocalRows } from '../../../engine/spi/connector.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import type { CsvOptions } from '../../contract/api/results.ts';
import { csvSettings, csvTypes, pathText } from './csv-arguments.ts';
import { csvProblem } from './csv-problem.ts';
import { encodingOf, kindOfFile } from './file-kind.ts';

export type Inspection = ApiOutput<'files', 'inspect'>;

/** Rows shown of a file. */
const SHOWN_ROWS = 50;
/** How DuckDB's sniffer shows a character that it found none of. */
const NONE = '(empty)';

const NOTHING = { detected: {}, columns: [], rows: [], problem: null } as const;

/**
 * How a file would be read as a table, and its first rows as text. What is wrong with it, or with the options, is the
 * `problem` of the answer; a CSV file whose types do not fit is shown as plain text beside it. Throws `usage` where there
 * is no such file.
 */
export async function inspectFile(
  path: string,
  options: CsvOptions,
  signal: AbortSignal,
): Promise<Inspection> {
  const format = await kindOfFile(path).catch((error: unknown) => {
    throw new AtollError('usage', `${path} can't be read.`, {
      step: 'file',
      hint: 'Check the path and that you may read the file.',
      cause: error,
    });
  });
  const database = await Database.open(':memory:', { threads: 1, memoryLimit: '512MB' });
  try {
    switch (format) {
      case 'csv':
        return await inspectCsv(database, path, options, signal);
      case 'parquet':
        return await inspectRows(database, 'parquet', `read_parquet(${pathText(path)})`, signal);
      case 'json':
        return await inspectRows(database, 'json', `read_json_auto(${pathText(path)})`, signal);
      case 'sqlite':
      case 'duckdb':
        return { ...NOTHING, detected: {}, columns: [], rows: [], format };
      case 'unknown':
        return { format, detected: {}, columns: [], rows: [], problem: UNKNOWN };
    }
  } finally {
    database.close();
  }
}

const UNKNOWN =
  'This is no file that can be read as a table. Use Parquet, CSV, TSV, JSON, SQLite or DuckDB files, with their usual endings.';

async function inspectRows(
  database: Database,
  format: Inspection['format'],
  from: string,
  signal: AbortSignal,
): Promise<Inspection> {
  try {
    return { format, detected: {}, ...(await firstRows(database, from, signal)), problem: null };
  } catch (error) {
    signal.throwIfAborted();
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const problem = `The file can't be read as ${format === 'json' ? 'JSON' : 'Parquet'}: ${words}`;
    return { format, detected: {}, columns: [], rows: [], problem };
  }
}

async function inspectCsv(
  database: Database,
  path: string,
  options: CsvOptions,
  signal: AbortSignal,
): Promise<Inspection> {
  if ((await stat(path)).size === 0)
    return {
      format: 'csv',
      detected: {},
      columns: [],
      rows: [],
      problem: 'The file is empty: it has no columns.',
    };
  const encoding = options.encoding ?? (await encodingOf(path));
  const given: CsvOptions = {
    ...(/\.tsv(?:\.gz|\.zst)?$/i.test(path) ? { delimiter: '\t' } : {}),
    ...(encoding === 'utf-8' ? {} : { encoding }),
    ...options,
  };
  let detected: CsvOptions = { ...given, encoding };
  const read = (settings: readonly string[]): Promise<Pick<Inspection, 'columns' | 'rows'>> =>
    firstRows(database, `read_csv(${[pathText(path), ...settings].join(', ')})`, signal);
  try {
    detected = { encoding, ...(await sniff(database, path, given, signal)) };
    return { format: 'csv', detected, ...(await read(readingOf(detected, given))), problem: null };
  } catch (error) {
    signal.throwIfAborted();
    const asText = [...readingOf(detected, given, false), 'all_varchar = true', 'null_padding = true'];
    const plain = await read(asText).catch(() => ({ columns: [], rows: [] }));
    return { format: 'csv', detected, ...plain, problem: csvProblem(error) };
  }
}

/** What the sniffer found holds where the options say nothing; nothing is guessed twice. */
function readingOf(detected: CsvOptions, given: CsvOptions, typed = true): readonly string[] {
  const { encoding = 'utf-8', ...rest } = { ...detected, ...given };
  const reading = { ...rest, ...(encoding === 'utf-8' ? {} : { encoding }) };
  return [...csvSettings(reading), ...(typed ? csvTypes(given) : [])];
}

async function sniff(
  database: Database,
  path: string,
  given: CsvOptions,
  signal: AbortSignal,
): Promise<CsvOptions> {
  const args = [pathText(path), ...csvSettings(given)].join(', ');
  const { rows } = await database.query(
    `SELECT Delimiter, Quote, Escape, SkipRows::DOUBLE, HasHeader, DateFormat, TimestampFormat FROM sniff_csv(${args})`,
    signal,
  );
  const [delimiter, quote, escape, skip, header, dateformat, timestampformat] = rows[0] ?? [];
  const text = (name: string, value: unknown): Record<string, string> =>
    typeof value === 'string' && value !== '' && value !== NONE ? { [name]: value } : {};
  const quoted = text('quote', quote)['quote'] ?? '"';
  return {
    delimiter: ',',
    ...text('delimiter', delimiter),
    quote: quoted,
    escape: text('escape', escape)['escape'] ?? quoted,
    header: header === true,
    skip: Number(skip),
    ...text('dateformat', dateformat),
    ...text('timestampformat', timestampformat),
    ...given,
  };
}

async function firstRows(
  database: Database,
  from: string,
  signal: AbortSignal,
): Promise<Pick<Inspection, 'columns' | 'rows'>> {
  const described = await database.query(`SELECT * FROM ${from} LIMIT 0`, signal);
  if (described.columns.length === 0) return { columns: [], rows: [] };
  const { rows } = await database.query(
    `SELECT COLUMNS(*)::VARCHAR FROM ${from} LIMIT ${SHOWN_ROWS}`,
    signal,
  );
  return { columns: columnsOf(described), rows: rows.map((row) => row.map(textOf)) };
}

function columnsOf({ columns }: LocalRows): Inspection['columns'] {
  return columns.map(({ name, type }) => ({ name, type: typeToSql(type) }));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
