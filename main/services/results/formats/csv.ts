import { cellText } from './cell-text.ts';
import type { RowFormat } from './row-format.ts';

/** RFC 4180: a header, CRLF at each end of line. NULL is an empty field, an empty text is `""`. */
export const csvFormat: RowFormat = async function* (result) {
  const writers = result.columns.map(({ type }) => cellText(type));
  const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;
  yield line(result.columns.map(({ name }) => quoted(name)));
  for await (const rows of result.pages()) {
    yield rows
      .map((row) => line(writers.map((write, at) => (row[at] === null ? '' : quoted(write(row[at]))))))
      .join('');
  }
};

function quoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
