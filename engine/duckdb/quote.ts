/** A table of the local DuckDB by its full name. */
export interface TableName {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
}

/** An identifier as DuckDB reads it back letter by letter. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string constant of DuckDB. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quoteTable(table: TableName): string {
  return [table.catalog, table.schema, table.name].map(quoteName).join('.');
}
