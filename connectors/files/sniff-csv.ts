import type { LocalEngine } from '../../engine/spi/connector.ts';
import type { ReadingOptions } from './config.ts';
import type { FileTable } from './file-tables.ts';
import { csvSettings, readableFiles, SAMPLE_ROWS } from './from-text.ts';
import type { CsvReading } from './reading.ts';
import { quotePath } from './sql-text.ts';

/** How DuckDB's sniffer shows a character that it found none of. */
const NONE = '(empty)';

/**
 * How a table's CSV files are written, by DuckDB's look at a sample of the first one, after what the options say.
 * Where the sample has no quotes, those of RFC 4180 are still expected further down.
 */
export async function sniffCsv(
  local: LocalEngine,
  table: FileTable,
  options: ReadingOptions,
  signal: AbortSignal,
): Promise<CsvReading> {
  const [first] = readableFiles(table);
  if (first === undefined) throw new Error('It is empty: it has no columns.');
  const given = givenSettings(table, options);
  const args = [quotePath(first.absolute), ...csvSettings(given), `sample_size = ${SAMPLE_ROWS}`];
  const sniffed = await local.query(
    `SELECT Delimiter, Quote, Escape, SkipRows::DOUBLE, HasHeader, Comment, DateFormat, TimestampFormat
     FROM sniff_csv(${args.join(', ')})`,
    signal,
  );
  const [delim, quote, escape, skip, header, comment, dateformat, timestampformat] = sniffed.rows[0] ?? [];
  const quoted = textOf(quote) ?? '"';
  return {
    kind: 'CSV',
    delim: textOf(delim) ?? ',',
    quote: quoted,
    escape: textOf(escape) ?? quoted,
    header: header === true,
    skip: Number(skip),
    ...present('comment', comment),
    ...present('dateformat', dateformat),
    ...present('timestampformat', timestampformat),
    ...given,
  };
}

/** What the options fix, before any look at the file. */
export function givenSettings(table: FileTable, options: ReadingOptions): Partial<CsvReading> {
  const { delimiter, quote, escape, header, skip, encoding, nullstr, dateformat, timestampformat } = options;
  const delim = delimiter ?? (table.format === 'tsv' ? '\t' : undefined);
  const settings = { delim, quote, escape, header, skip, encoding, nullstr, dateformat, timestampformat };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== NONE && value !== '' ? value : null;
}

function present(name: string, value: unknown): Record<string, string> {
  const text = textOf(value);
  return text === null ? {} : { [name]: text };
}
