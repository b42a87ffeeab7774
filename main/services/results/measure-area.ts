import type { ApiOutput } from '../../contract/api/api.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { displaySql } from './display-sql.ts';
import { addExact, divideExact, exactText, parseExact } from './exact-number.ts';
import type { ReadColumn, ResultReader } from './result-reader.ts';
import { kindOf } from './type-kind.ts';

/** A rectangle of cells: columns by position, rows from `from` to `to` (not included). */
export interface Area {
  readonly columns: readonly number[];
  readonly from: number;
  readonly to: number;
}

export type AreaMeasure = ApiOutput<'results', 'measure'>;

/** Decimals that an average has beyond those of its column. */
const AVERAGE_DIGITS = 6;
/** DuckDB adds these up as DOUBLE, or not at all. */
const NOT_SUMMED: ReadonlySet<string> = new Set(['UHUGEINT', 'BIGNUM']);

/** Counts, sums and bounds of cells. Sums of integers and decimals are exact, of floats as DuckDB adds them up. */
export async function measureArea(
  reader: ResultReader,
  area: Area,
  signal: AbortSignal,
): Promise<AreaMeasure> {
  const columns = columnsOf(reader, area.columns);
  const sums = columns.every(({ type }) => isNumber(type.id, kindOf(type)));
  try {
    return await measured(reader, area, columns, sums, signal);
  } catch (error) {
    signal.throwIfAborted();
    // A sum beyond 38 digits: all but the sum can be told.
    if (!sums) throw error;
    return await measured(reader, area, columns, false, signal);
  }
}

/** The columns at those positions. Throws `usage`. */
export function columnsOf(reader: ResultReader, positions: readonly number[]): readonly ReadColumn[] {
  return positions.map((at) => {
    const column = reader.columns[at];
    if (column === undefined) throw new AtollError('usage', `The result has no column ${at}.`);
    return column;
  });
}

function isNumber(id: string, kind: ReturnType<typeof kindOf>): boolean {
  return (kind === 'integer' || kind === 'decimal' || kind === 'float') && !NOT_SUMMED.has(id);
}

async function measured(
  reader: ResultReader,
  { from, to }: Area,
  columns: readonly ReadColumn[],
  sums: boolean,
  signal: AbortSignal,
): Promise<AreaMeasure> {
  const [first] = columns;
  const isOneType = new Set(columns.map(({ type }) => typeToSql(type))).size === 1;
  const bounds = first !== undefined && isOneType && kindOf(first.type) !== 'nested';
  const bound = (pick: 'least' | 'greatest', aggregate: 'min' | 'max'): string => {
    if (!bounds) return 'NULL';
    const parts = columns.map(({ sql }) => `${aggregate}(${sql})`);
    return displaySql(parts.length === 1 ? (parts[0] ?? 'NULL') : `${pick}(${parts.join(', ')})`, first.type);
  };
  const { rows } = await reader.query(
    (table) => `SELECT count(*), ${bound('least', 'min')}, ${bound('greatest', 'max')},
        ${columns.length === 1 && bounds ? `count(DISTINCT ${first.sql})` : 'NULL'},
        ${columns.map(({ sql }) => `count(${sql})`).join(', ')}
        ${sums ? columns.map(({ sql }) => `, CAST(sum(${sql}) AS VARCHAR)`).join('') : ''}
      FROM ${table} WHERE rowid >= ${from} AND rowid < ${to}`,
    signal,
  );
  const [count, least, greatest, distinct, ...figures] = rows[0] ?? [];
  const cells = Number(count) * columns.length;
  const values = figures.slice(0, columns.length).reduce<number>((sum, each) => sum + Number(each), 0);
  return {
    cells,
    nulls: cells - values,
    distinct: typeof distinct === 'bigint' ? Number(distinct) : null,
    ...totals(
      figures.slice(columns.length),
      values,
      columns.some(({ type }) => kindOf(type) === 'float'),
    ),
    least: typeof least === 'string' ? least : null,
    greatest: typeof greatest === 'string' ? greatest : null,
  };
}

function totals(
  sums: readonly unknown[],
  values: number,
  areFloats: boolean,
): Pick<AreaMeasure, 'sum' | 'average'> {
  const texts = sums.filter((sum) => typeof sum === 'string');
  if (texts.length === 0 || values === 0) return { sum: null, average: null };
  const parts = texts.map(parseExact);
  if (areFloats || parts.includes(null)) {
    const sum = texts.reduce((total, text) => total + Number(text), 0);
    return { sum: String(sum), average: String(sum / values) };
  }
  const sum = parts.reduce((total, part) => (total === null || part === null ? null : addExact(total, part)));
  if (sum === null) return { sum: null, average: null };
  const average = divideExact(sum, BigInt(values), AVERAGE_DIGITS);
  return { sum: exactText(sum, false), average: exactText(average, true) };
}
