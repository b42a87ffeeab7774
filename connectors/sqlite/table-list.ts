import type { DatabaseSync } from 'node:sqlite';

/** A table or view of the file, without SQLite's own. */
export interface ListedTable {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'virtual';
  readonly withoutRowid: boolean;
  readonly strict: boolean;
  /** The CREATE statement. */
  readonly sql: string;
}

/** One row of `table_xinfo`. */
export interface ListedColumn {
  readonly name: string;
  /** As declared; of a view's expression what SQLite derives, often nothing. */
  readonly declared: string;
  readonly notNull: boolean;
  /** 1-based place in the primary key, 0 outside. */
  readonly keyPlace: number;
}

/** Tables and views of the main database by name; shadow tables of virtual ones are left out. */
export function listTables(database: DatabaseSync): readonly ListedTable[] {
  const rows = database
    .prepare(
      `SELECT l.name, l.type, l.wr, l.strict, coalesce(s.sql, '') AS sql
       FROM pragma_table_list AS l JOIN sqlite_schema AS s ON s.name = l.name AND s.type IN ('table', 'view')
       WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY l.name`,
    )
    .all();
  return rows.map((row) => ({
    name: String(row['name']),
    kind: row['type'] === 'view' ? 'view' : row['type'] === 'virtual' ? 'virtual' : 'table',
    withoutRowid: row['wr'] === 1,
    strict: row['strict'] === 1,
    sql: String(row['sql']),
  }));
}
