import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { TpchTableName } from './schema.ts';

/** One of the 22 queries, its tables still placeholders. */
export interface TpchQuery {
  /** `q01` … `q22`. */
  readonly name: string;
  readonly template: string;
  /** Positions of the result columns that its ORDER BY sorts by, in that order; none: an unordered result. */
  readonly orderKeys: readonly number[];
}

// The queries' own ORDER BY lists as positions in the result. Ties may come in any order.
const ORDER_KEYS: Readonly<Record<string, readonly number[]>> = {
  q01: [0, 1],
  q02: [0, 2, 1, 3],
  q03: [1, 2],
  q04: [0],
  q05: [1],
  q07: [0, 1, 2],
  q08: [0],
  q09: [0, 1],
  q10: [2],
  q11: [1],
  q12: [0],
  q13: [1, 0],
  q15: [0],
  q16: [3, 0, 1, 2],
  q18: [4, 3],
  q20: [0],
  q21: [1, 0],
  q22: [0],
};

/** The 22 queries with the standard's validation parameters (specification clause 2.4), in DuckDB's SQL. */
export function tpchQueries(): readonly TpchQuery[] {
  const folder = path.join(import.meta.dirname, 'queries');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.sql'.length);
      const template = readFileSync(path.join(folder, file), 'utf8').trim();
      return { name, template, orderKeys: ORDER_KEYS[name] ?? [] };
    });
}

/**
 * The text of a query over the given places.
 * @param places a table's name as the text shall say it, such as `pg.lineitem`
 * @param scale the scale of the data, which query 11's threshold depends on
 */
export function tpchText(
  query: TpchQuery,
  places: Readonly<Record<TpchTableName, string>>,
  scale: number,
): string {
  return query.template
    .replaceAll(/^--.*\n/gm, '')
    .replaceAll('{fraction}', (0.0001 / scale).toFixed(10))
    .replaceAll(/\{(\w+)\}/g, (_, table: TpchTableName) => places[table]);
}
