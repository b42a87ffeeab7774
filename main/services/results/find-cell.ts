import { quoteText } from '../../../engine/duckdb/quote.ts';
import { displayNeedle, displaySql } from './display-sql.ts';
import type { ResultReader } from './result-reader.ts';

/** Where a search begins; the cell itself is not looked at. */
export interface FindWish {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly backwards: boolean;
}

export interface FoundCell {
  readonly row: number;
  readonly column: number;
}

/** Rows looked at in one go: an answer near by comes at once. */
const FIRST_ROWS = 20_000;
const MOST_ROWS = 2_000_000;

/**
 * The next cell in reading order, or the one before, whose shown text has the words without regard to case; null where
 * there is none up to the end. NULLs have no text.
 */
export async function findCell(
  reader: ResultReader,
  { text, row, column, backwards }: FindWish,
  signal: AbortSignal,
): Promise<FoundCell | null> {
  const lower = text.toLowerCase();
  const tests = reader.columns.map(({ sql, type }) => {
    const needle = quoteText(type.id === 'VARCHAR' ? lower : displayNeedle(lower));
    return `coalesce(contains(lower(${displaySql(sql, type)}), ${needle}), false)`;
  });
  const columns = tests.map((_, at) => at);
  const own = await hitsIn(reader, tests, row, row + 1, signal);
  const rest = columns.filter(
    (at) => (backwards ? at < column : at > column) && own[0]?.hits.has(at) === true,
  );
  const first = backwards ? rest.at(-1) : rest[0];
  if (first !== undefined) return { row, column: first };
  let size = FIRST_ROWS;
  let [from, to] = backwards ? [Math.max(0, row - size), row] : [row + 1, row + 1 + size];
  while (backwards ? to > 0 : from < reader.rowCount) {
    const [hit] = await hitsIn(reader, tests, from, to, signal, backwards ? 'DESC' : 'ASC');
    if (hit !== undefined) {
      const found = columns.filter((at) => hit.hits.has(at));
      return { row: hit.row, column: (backwards ? found.at(-1) : found[0]) ?? 0 };
    }
    size = Math.min(MOST_ROWS, size * 4);
    [from, to] = backwards ? [Math.max(0, from - size), from] : [to, to + size];
  }
  return null;
}

interface RowHits {
  readonly row: number;
  readonly hits: ReadonlySet<number>;
}

/** The first row with a hit from `from` to `to`, and all of its hits. */
async function hitsIn(
  reader: ResultReader,
  tests: readonly string[],
  from: number,
  to: number,
  signal: AbortSignal,
  order: 'ASC' | 'DESC' = 'ASC',
): Promise<readonly RowHits[]> {
  if (tests.length === 0) return [];
  const { rows } = await reader.query(
    (table) => `SELECT rowid, ${tests.map((test, at) => `${test} AS h${at}`).join(', ')} FROM ${table}
      WHERE rowid >= ${from} AND rowid < ${to} AND (${tests.join(' OR ')}) ORDER BY rowid ${order} LIMIT 1`,
    signal,
  );
  return rows.map(([row, ...hits]) => ({
    row: Number(row),
    hits: new Set(hits.flatMap((isHit, at) => (isHit === true ? [at] : []))),
  }));
}
