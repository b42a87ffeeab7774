/** What DuckDB says of a CSV file that it can't read, and what to do, in a sentence or two. */
export function csvProblem(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  const where = line === undefined ? '' : `Line ${line}: `;
  const conversion =
    /Error when converting column "([^"]*)"\. Could not convert string "([^"]*)" to '([^']*)'/.exec(text);
  if (conversion !== null) {
    const [, column = '', value = '', type = ''] = conversion;
    return `${where}${JSON.stringify(value)} in the column ${column} is no ${type}. Give the column the type VARCHAR, or name this text as one that stands for NULL.`;
  }
  if (/not utf-8 encoded|Invalid unicode/i.test(text))
    return `${where}the text is not in the encoding that was chosen. Try latin-1 or utf-16.`;
  if (/does not support the encoding/.test(text))
    return 'There is no such encoding: choose utf-8, utf-16 or latin-1.';
  const missing = /Columns with names: (.*) do not exist/.exec(text)?.[1];
  if (missing !== undefined)
    return `Types are given for ${missing}, which the file does not have. Check delimiter and header, or take them out.`;
  if (/Error when sniffing file|not possible to automatically detect/i.test(text))
    return "How the file is written can't be found out. Choose delimiter, quote and header by hand, or leave out lines before the header.";
  if (/Expected Number of Columns: (\d+) Found: (\d+)/.test(text)) {
    const [, wanted = '', found = ''] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(text) ?? [];
    return `${where}it has ${found} columns, the others have ${wanted}. Check the delimiter and the quote.`;
  }
  return `${where}${text.split('\n')[0]?.replace(/^(?:Invalid Input|Conversion|Binder|Parser|Catalog|IO) Error: /, '') ?? text}`;
}
