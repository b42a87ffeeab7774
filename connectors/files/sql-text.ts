/** A string constant of DuckDB. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of string constants. */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(', ')}]`;
}

/** A path as a glob that matches that file alone: DuckDB takes every path for a glob. */
export function globOf(path: string): string {
  return path.replace(/[*?[]/gu, '[$&]');
}

/** A path that DuckDB takes for that file alone. */
export function quotePath(path: string): string {
  return quoteText(globOf(path));
}

/** `{'name': 'TYPE', …}` for parameters that give types by column. */
export function quoteTypes(types: readonly (readonly [name: string, type: string])[]): string {
  return `{${types.map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`).join(', ')}}`;
}
