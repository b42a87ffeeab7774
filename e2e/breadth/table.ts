/** A test table as data: what it holds and where, told once and loaded into its source and the oracle alike. */

/** The sources of the breadth tests, as SQL names them. */
export const BREADTH_SOURCES = ['shop', 'crm', 'lake', 'local', 'ci', 'bin'] as const;
export type BreadthSource = (typeof BREADTH_SOURCES)[number];

/**
 * How a table is stored: the PostgreSQL server, the SQLite file, one file of the folder, the DuckDB file, or a database
 * of MariaDB, whose text ignores case and trailing spaces by default or is compared as bytes.
 */
export type Storage =
  | 'postgres'
  | 'sqlite'
  | 'parquet'
  | 'csv'
  | 'ndjson'
  | 'duckdb'
  | 'mariadb-ci'
  | 'mariadb-bin';

/**
 * A value as the text (or number) that a cast to the column's type reads; where the source and DuckDB spell
 * it differently, both spellings. SQLite gets strings as TEXT, numbers as INTEGER or REAL, bytes as BLOB.
 */
export type CellText =
  | null
  | string
  | number
  | boolean
  | { readonly native: string | number | Uint8Array; readonly duck: string };

export interface TestColumn {
  readonly name: string;
  /** The source's type; for files and DuckDB the DuckDB type itself. */
  readonly native: string;
  /** The type that the column has in DuckDB. */
  readonly duck: string;
}

export interface TestTable {
  readonly storage: Storage;
  readonly source: BreadthSource;
  readonly name: string;
  readonly columns: readonly TestColumn[];
  readonly rows: readonly (readonly CellText[])[];
  /** Statements that the source needs first, such as CREATE TYPE. */
  readonly before?: readonly string[];
}

const SOURCE_OF: Readonly<Record<Storage, BreadthSource>> = {
  postgres: 'shop',
  sqlite: 'crm',
  parquet: 'lake',
  csv: 'lake',
  ndjson: 'lake',
  duckdb: 'local',
  'mariadb-ci': 'ci',
  'mariadb-bin': 'bin',
};

/**
 * Describes a table.
 * @param columns name, native type, and the DuckDB type where it is spelt differently
 */
export function testTable(
  storage: Storage,
  name: string,
  columns: readonly (readonly [name: string, native: string, duck?: string])[],
  rows: readonly (readonly CellText[])[],
  before: readonly string[] = [],
): TestTable {
  const wrong = rows.find((row) => row.length !== columns.length);
  if (wrong !== undefined)
    throw new Error(`A row of ${name} has ${wrong.length} values: ${JSON.stringify(wrong)}`);
  return {
    storage,
    source: SOURCE_OF[storage],
    name,
    columns: columns.map(([column, native, duck]) => ({ name: column, native, duck: duck ?? native })),
    rows,
    before,
  };
}

/** A name as SQL writes it in double quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
