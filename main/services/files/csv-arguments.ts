import { quoteName, quoteText } from '../../../engine/duckdb/quote.ts';
import type { CsvOptions } from '../../contract/api/results.ts';

/** Rows that DuckDB looks at to guess names and types: as many as when the file is queried. */
const SAMPLE_ROWS = 20_480;

/** Options of `sniff_csv` and `read_csv`, types apart, which only the latter takes. */
export function csvSettings(options: CsvOptions): readonly string[] {
  const { delimiter, quote, escape, dateformat, timestampformat, encoding, header, skip, nullstr } = options;
  const texts = { delim: delimiter, quote, escape, dateformat, timestampformat, encoding };
  const settings = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name} = ${quoteText(text)}`],
  );
  if (header !== undefined) settings.push(`header = ${header}`);
  if (skip !== undefined) settings.push(`skip = ${skip}`);
  if (nullstr !== undefined) settings.push(`nullstr = [${nullstr.map(quoteText).join(', ')}]`);
  return [...settings, `sample_size = ${SAMPLE_ROWS}`];
}

/** The types that the options give to columns. */
export function csvTypes({ types = {} }: CsvOptions): readonly string[] {
  const given = Object.entries(types);
  if (given.length === 0) return [];
  return [`types = {${given.map(([name, type]) => `${quoteName(name)}: ${quoteText(type)}`).join(', ')}}`];
}

/** A glob that matches this path alone: DuckDB takes paths for globs. */
export function pathText(path: string): string {
  return quoteText(path.replaceAll(/[[*?]/g, '[$&]'));
}
