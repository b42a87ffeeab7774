import { csvFormat } from '../../services/results/formats/csv.ts';
import { jsonFormat } from '../../services/results/formats/json.ts';
import { jsonlFormat } from '../../services/results/formats/jsonl.ts';
import { parquetFormat } from '../../services/results/formats/parquet.ts';
import type { RowFormat } from '../../services/results/formats/row-format.ts';
import { tableFormat } from './table.ts';

/** Arrow's library is loaded only where it is wanted: it takes longer than many a query. */
const arrowFormat: RowFormat = async function* (result, context) {
  const arrow = await import('../../services/results/formats/arrow.ts');
  yield* arrow.arrowFormat(result, context);
};

/** The formats of `query`, by the name that `--format` takes. */
export const FORMATS = {
  table: tableFormat,
  json: jsonFormat,
  jsonl: jsonlFormat,
  csv: csvFormat,
  parquet: parquetFormat,
  arrow: arrowFormat,
} as const satisfies Readonly<Record<string, RowFormat>>;

export type FormatName = keyof typeof FORMATS;

/** Those that a terminal can't show. */
export const BINARY_FORMATS: ReadonlySet<FormatName> = new Set(['parquet', 'arrow']);

const ENDINGS: Readonly<Record<string, FormatName>> = {
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  parquet: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
};

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** The format that a file's ending asks for; null where it says nothing. */
export function formatOfFile(file: string): FormatName | null {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(ENDINGS, ending) ? (ENDINGS[ending] ?? null) : null;
}
