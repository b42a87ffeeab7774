import { cellText } from './cell-text.ts';
import type { RowFormat } from './row-format.ts';

/** RFC 4180: a header unless it is not wanted, CRLF at each end of line. NULL is an empty field, an empty text is `""`. */
export const csvFormat: RowFormat = async function* (result, { csv = { header: true, delimiter: ',' } }) {
  const { delimiter } = csv;
  const special = new RegExp(`[",\r\n\\u{${(delimiter.codePointAt(0) ?? 44).toString(16)}}]`, 'u');
  const quoted = (text: string): string =>
    text === '' || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const writers = result.columns.map(({ type }) => cellText(type));
  const line = (fields: readonly string[]): string => `${fields.join(delimiter)}\r\n`;
  if (csv.header) yield line(result.columns.map(({ name }) => quoted(name)));
  for await (const rows of result.pages()) {
    yield rows
      .map((row) => line(writers.map((write, at) => (row[at] === null ? '' : quoted(write(row[at]))))))
      .join('');
  }
};
