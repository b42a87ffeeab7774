import type { DatabaseSync } from 'node:sqlite';

/** A row takes at least these bytes of the file: its header and its number. */
const LEAST_BYTES = 4;

/**
 * About how many rows a table has that ANALYZE has not seen: as far as its row numbers reach, from the first to the last,
 * each found by one way down the tree. Null where the numbers are no count: they reach further than the file has room.
 */
export function rowidSpan(
  database: DatabaseSync,
  table: string,
  rowid: string,
  bytes: number,
): number | null {
  const name = `"${table.replaceAll('"', '""')}"`;
  const found = database
    .prepare(
      `SELECT CAST((SELECT max(${rowid}) FROM ${name}) AS REAL) - (SELECT min(${rowid}) FROM ${name}) + 1 AS span`,
    )
    .get();
  if (found === undefined) return null;
  const span = found['span'];
  if (span === null) return 0;
  return typeof span === 'number' && span * LEAST_BYTES <= bytes ? span : null;
}

/** What ANALYZE left about a table. */
export interface TableFigures {
  readonly rows: number;
  /** Distinct values of columns that lead an index. */
  readonly distinct: ReadonlyMap<string, number>;
}

/**
 * Figures of `sqlite_stat1` by table, for a file on which ANALYZE was run; none otherwise, for counting would be a
 * scan. A line's numbers are the rows of the index and the mean rows for each value of its leading columns
 * (fileformat2.html, "The sqlite_stat1 table").
 */
export function tableFigures(database: DatabaseSync): ReadonlyMap<string, TableFigures> {
  const exists = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`).get();
  if (exists === undefined) return new Map();
  const lines = database
    .prepare(
      `SELECT s.tbl, s.stat, x.name AS leading, coalesce(m.sql LIKE '%WHERE%', 0) AS partial
       FROM sqlite_stat1 AS s
       LEFT JOIN sqlite_schema AS m ON m.type = 'index' AND m.name = s.idx
       LEFT JOIN pragma_index_info(s.idx, 'main') AS x ON x.seqno = 0`,
    )
    .all();
  const figures = new Map<string, { rows: number; distinct: Map<string, number> }>();
  for (const line of lines) {
    const [rows, each] = String(line['stat']).split(' ').map(Number);
    if (rows === undefined || !Number.isFinite(rows) || line['partial'] === 1) continue;
    const table = figures.get(String(line['tbl'])) ?? { rows, distinct: new Map<string, number>() };
    table.rows = Math.max(table.rows, rows);
    if (typeof line['leading'] === 'string' && each !== undefined && each > 0) {
      table.distinct.set(line['leading'], Math.max(1, Math.round(rows / each)));
    }
    figures.set(String(line['tbl']), table);
  }
  return figures;
}
