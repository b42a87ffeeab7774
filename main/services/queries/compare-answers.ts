import { Database } from '../../../engine/duckdb/database.ts';
import { quoteName, quoteText } from '../../../engine/duckdb/quote.ts';
import { uniqueNames } from '../../../engine/duckdb/unique-names.ts';
import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import type { PushdownMode } from '../../../engine/types/pushdown.ts';
import type { VerifyReport } from '../../contract/verify.ts';
import type { StoredResult } from '../results/result-reader.ts';
import { closeTexts, TOLERANCE } from './close-texts.ts';
import type { QueryAnswer } from './query-service.ts';
import { visibleSortKeys } from './visible-sort-keys.ts';

/** Differing rows that a report shows of each side. */
const SHOWN = 5;
/** Rows in doubt that are matched one by one. */
const DOUBTFUL = 10_000;

/** Reasons of the binder's that leave not even the number of rows fixed. */
const RANDOM = /at each call|at random/;

interface ComparedColumn {
  /** `c0`, `c1`, … on both sides. */
  readonly key: string;
  readonly name: string;
  /** `number`: a float; `nested`: floats within; else `exact`. */
  readonly how: 'exact' | 'number' | 'nested';
}

/**
 * Holds the answer of a query against that of the same query with nothing pushed: as multisets, floats within 1e-9
 * relative, order by the keys of the top ORDER BY alone. Of a query that may answer otherwise from run to run only the
 * number of rows counts, and not even that where `random()` or a sample decides.
 */
export async function compareAnswers(
  pushed: QueryAnswer,
  unpushed: QueryAnswer,
  pushdown: PushdownMode,
): Promise<VerifyReport> {
  const rows = { pushed: pushed.result.rows, unpushed: unpushed.result.rows };
  const { nondeterminism } = pushed.plan;
  const none = { onlyPushed: [], onlyUnpushed: [], firstOutOfOrder: null };
  const base = { pushdown, nondeterminism, rows };
  if (nondeterminism.some((reason) => RANDOM.test(reason)))
    return { ...base, equal: true, compared: 'nothing', ordered: false, differences: none };
  if (nondeterminism.length > 0) {
    const equal = rows.pushed === rows.unpushed;
    return { ...base, equal, compared: 'count', ordered: false, differences: none };
  }
  const keys = visibleSortKeys(pushed.plan.plan);
  const comparison = await Comparison.open(pushed.result, unpushed.result);
  try {
    const unmatched = await comparison.unmatched();
    const sameRows = unmatched.onlyPushed.length === 0 && unmatched.onlyUnpushed.length === 0;
    const firstOutOfOrder = sameRows && keys.length > 0 ? await comparison.firstOutOfOrder(keys) : null;
    return {
      ...base,
      equal: sameRows && firstOutOfOrder === null,
      compared: 'rows',
      ordered: keys.length > 0,
      differences: { ...unmatched, firstOutOfOrder },
    };
  } finally {
    comparison.close();
  }
}

type TextRow = Readonly<Record<string, string | null>>;

interface Unmatched {
  readonly onlyPushed: readonly TextRow[];
  readonly onlyUnpushed: readonly TextRow[];
}

/** Two stored results side by side in one DuckDB. */
class Comparison {
  readonly #db: Database;
  readonly #columns: readonly ComparedColumn[];

  private constructor(db: Database, columns: readonly ComparedColumn[]) {
    this.#db = db;
    this.#columns = columns;
  }

  static async open(left: StoredResult, right: StoredResult): Promise<Comparison> {
    const db = await Database.open();
    try {
      const names = uniqueNames(left.columns.map(({ name }) => name));
      const columns = left.columns.map(({ type }, at): ComparedColumn => {
        const other = right.columns[at];
        // Types that differ make every row differ: both sides are then compared as text with their type before it.
        const same = other !== undefined && typeToSql(other.type) === typeToSql(type);
        return { key: `c${at}`, name: names[at] ?? '', how: same ? howOf(type) : 'exact' };
      });
      await attach(db, 'pushed', left, right);
      await attach(db, 'unpushed', right, left);
      return new Comparison(db, columns);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /**
   * Rows that one side has and the other has not. Rows that agree in all but their floats are paired by the order of
   * those; a pair that is not close goes to a second look, since a float a hair off may have changed the order.
   */
  async unmatched(): Promise<Unmatched> {
    const keys = this.#columns.map(({ key }) => key);
    const exact = this.#columns.filter(({ how }) => how === 'exact').map(({ key }) => key);
    const loose = this.#columns.filter(({ how }) => how !== 'exact');
    const sides = ['pushed', 'unpushed'].map((side) => `SELECT '${side}' AS side, * FROM ${side}`);
    const order = loose.length === 0 ? '' : ` ORDER BY ${loose.map(({ key }) => key).join(', ')}`;
    const partition = [...exact, 'side'].join(', ');
    const group = [...exact, 'pair'].join(', ');
    const close = loose.map((column) => closeSql(column)).join(' AND ') || 'true';
    const picked = loose.flatMap(({ key }) =>
      ['pushed', 'unpushed'].map((side) => `any_value(${key}) FILTER (side = '${side}') AS ${key}_${side}`),
    );
    const sql = `
      WITH numbered AS (
        SELECT *, row_number() OVER (PARTITION BY ${partition}${order}) AS pair FROM (${sides.join(' UNION ALL ')})
      ), pairs AS (
        SELECT ${[...exact.map((key) => `${key} AS ${key}`), 'pair', ...picked].join(', ')},
          count(*) FILTER (side = 'pushed') AS pushed_rows, count(*) FILTER (side = 'unpushed') AS unpushed_rows
        FROM numbered GROUP BY ${group}
      )
      SELECT CAST(pushed_rows AS INTEGER), CAST(unpushed_rows AS INTEGER), ${sidesText(this.#columns, keys)}
      FROM pairs WHERE pushed_rows <> unpushed_rows OR NOT (${close}) LIMIT ${DOUBTFUL}`;
    const { rows } = await this.#db.query(sql);
    return this.#settle(rows);
  }

  /** 1-based number of the first row whose sort keys differ; null where all agree. */
  async firstOutOfOrder(positions: readonly number[]): Promise<number | null> {
    const close = positions.map((at) => {
      const column = this.#columns[at];
      if (column === undefined) return 'true';
      const pair = { ...column, key: '' };
      return closeSql(pair, `l.${column.key}`, `r.${column.key}`);
    });
    const sql = `
      SELECT CAST(min(l.position) AS BIGINT) FROM
        (SELECT *, row_number() OVER () AS position FROM pushed) AS l
        JOIN (SELECT *, row_number() OVER () AS position FROM unpushed) AS r USING (position)
      WHERE NOT (${close.join(' AND ')})`;
    const { rows } = await this.#db.query(sql);
    const first = rows[0]?.[0];
    return typeof first === 'bigint' ? Number(first) : null;
  }

  close(): void {
    this.#db.close();
  }

  /** The second look: each row of one side takes the first close one of the other. */
  #settle(rows: readonly (readonly unknown[])[]): Unmatched {
    const width = this.#columns.length;
    const cells = (row: readonly unknown[], from: number): readonly (string | null)[] =>
      row.slice(from, from + width) as readonly (string | null)[];
    const left = rows.filter((row) => row[0] === 1).map((row) => cells(row, 2));
    const right = rows.filter((row) => row[1] === 1).map((row) => cells(row, 2 + width));
    const onlyPushed = left.filter((row) => {
      const found = right.findIndex((other) => this.#close(row, other));
      if (found >= 0) right.splice(found, 1);
      return found < 0;
    });
    const shown = (all: readonly (readonly (string | null)[])[]): TextRow[] =>
      all
        .slice(0, SHOWN)
        .map((row) => Object.fromEntries(this.#columns.map(({ name }, at) => [name, row[at] ?? null])));
    return { onlyPushed: shown(onlyPushed), onlyUnpushed: shown(right) };
  }

  #close(left: readonly (string | null)[], right: readonly (string | null)[]): boolean {
    return this.#columns.every(({ how }, at) => {
      const [a, b] = [left[at] ?? null, right[at] ?? null];
      return how === 'exact' ? a === b : closeTexts(a, b);
    });
  }
}

/** The rows of one side under the names `c0`, `c1`, …; its columns as text where the other side's types differ. */
async function attach(db: Database, side: string, result: StoredResult, other: StoredResult): Promise<void> {
  await db.run(`ATTACH ${quoteText(result.file)} AS file_${side} (READ_ONLY)`);
  const list = result.columns.map(({ field, type }, at) => {
    const twin = other.columns[at];
    const name = quoteName(field);
    const same = twin !== undefined && typeToSql(twin.type) === typeToSql(type);
    const value = same ? name : `concat(${quoteText(`${typeToSql(type)} `)}, CAST(${name} AS VARCHAR))`;
    return `${value} AS c${at}`;
  });
  await db.run(`CREATE VIEW ${side} AS SELECT ${list.join(', ')} FROM file_${side}.main.result`);
}

/** All columns of the pushed side as text, then all of the other. */
function sidesText(columns: readonly ComparedColumn[], keys: readonly string[]): string {
  return ['pushed', 'unpushed']
    .flatMap((side) =>
      columns.map(({ how }, at) => `CAST(${keys[at] ?? ''}${how === 'exact' ? '' : `_${side}`} AS VARCHAR)`),
    )
    .join(', ');
}

function closeSql({ key, how }: ComparedColumn, left = `${key}_pushed`, right = `${key}_unpushed`): string {
  if (how !== 'number') return `${left} IS NOT DISTINCT FROM ${right}`;
  const near = `abs(${left} - ${right}) <= ${TOLERANCE} * greatest(abs(${left}), abs(${right}))`;
  const finite = `isfinite(${left}) AND isfinite(${right})`;
  return `(${left} IS NOT DISTINCT FROM ${right} OR coalesce(${finite} AND ${near}, false))`;
}

function howOf(type: DataType): ComparedColumn['how'] {
  if (type.id === 'DOUBLE' || type.id === 'FLOAT') return 'number';
  return holdsFloats(type) ? 'nested' : 'exact';
}

function holdsFloats(type: DataType): boolean {
  switch (type.id) {
    case 'DOUBLE':
    case 'FLOAT':
      return true;
    case 'LIST':
    case 'ARRAY':
      return holdsFloats(type.child);
    case 'STRUCT':
      return type.fields.some((field) => holdsFloats(field.type));
    case 'MAP':
      return holdsFloats(type.key) || holdsFloats(type.value);
    case 'UNION':
      return type.members.some((member) => holdsFloats(member.type));
    default:
      return false;
  }
}
