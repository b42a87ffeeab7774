import type { Database } from '../../../engine/duckdb/database.ts';
import { quoteName, quoteText } from '../../../engine/duckdb/quote.ts';
import { uniqueNames } from '../../../engine/duckdb/unique-names.ts';
import { assertNever } from '../../../engine/errors/assert-never.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import type { FilterTerm, SortKey } from '../../contract/api/results.ts';
import { subquery } from '../runs/over-text.ts';
import { displayNeedle, displaySql } from './display-sql.ts';
import { valueLiteral } from './value-literal.ts';

/** A column that a wish is about: `sql` stands for it. */
export interface DerivedColumn {
  readonly name: string;
  readonly type: DataType;
  readonly sql: string;
}

/** What a view of a result shows, and in which order. */
export interface DeriveWish {
  readonly sort: readonly SortKey[];
  readonly filter: readonly FilterTerm[];
}

/** ` WHERE …`, or nothing. Throws `value-misfit`, and `usage` for a column that there is not. */
export async function whereSql(
  db: Pick<Database, 'query'>,
  { filter }: Pick<DeriveWish, 'filter'>,
  columns: readonly DerivedColumn[],
): Promise<string> {
  const terms: string[] = [];
  for (const term of filter) terms.push(await termSql(db, term, columnAt(columns, term.column)));
  return terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`;
}

/** ` ORDER BY …`, or nothing; `last` decides among equal rows. NULLs stand where DuckDB puts them: at the end. */
export function orderSql(
  { sort }: Pick<DeriveWish, 'sort'>,
  columns: readonly DerivedColumn[],
  last: string | null,
): string {
  const keys = sort.map(
    ({ column, descending }) => `${columnAt(columns, column).sql}${descending ? ' DESC' : ''}`,
  );
  const all = last === null ? keys : [...keys, last];
  return all.length === 0 ? '' : ` ORDER BY ${all.join(', ')}`;
}

/**
 * The same wish over the user's own text. Columns of one name are told apart as DuckDB does it: `a`, `a_1`.
 */
export async function sqlOverText(
  db: Pick<Database, 'query'>,
  text: string,
  wish: DeriveWish,
  columns: readonly { readonly name: string; readonly type: DataType }[],
): Promise<string> {
  const names = uniqueNames(columns.map(({ name }) => name));
  const quoted = columns.map(({ type }, at) => {
    const name = names[at] ?? '';
    return { name, type, sql: quoteName(name) };
  });
  const hasTwins = names.some((name, at) => name !== columns[at]?.name);
  const list = hasTwins ? ` (${quoted.map(({ sql }) => sql).join(', ')})` : '';
  const where = await whereSql(db, wish, quoted);
  return `SELECT * FROM ${subquery(text)} AS result${list}${where}${orderSql(wish, quoted, null)}`;
}

async function termSql(
  db: Pick<Database, 'query'>,
  { operator, value }: FilterTerm,
  { name, type, sql }: DerivedColumn,
): Promise<string> {
  if (operator === 'null') return `${sql} IS NULL`;
  if (operator === 'not-null') return `${sql} IS NOT NULL`;
  if (value === null)
    throw new AtollError('usage', `The condition on ${name} has no value.`, { hint: 'Give it one.' });
  const text = (): string => `lower(${displaySql(sql, type)})`;
  const needle = quoteText((type.id === 'VARCHAR' ? value : displayNeedle(value)).toLowerCase());
  const literal = (): Promise<string> => valueLiteral(db, value, { name, type });
  switch (operator) {
    case 'equals':
      return `${sql} = ${await literal()}`;
    case 'differs':
      return `${sql} IS DISTINCT FROM ${await literal()}`;
    case 'less':
      return `${sql} < ${await literal()}`;
    case 'at-most':
      return `${sql} <= ${await literal()}`;
    case 'greater':
      return `${sql} > ${await literal()}`;
    case 'at-least':
      return `${sql} >= ${await literal()}`;
    case 'contains':
      return `contains(${text()}, ${needle})`;
    case 'begins':
      return `starts_with(${text()}, ${needle})`;
  }
  return assertNever(operator);
}

function columnAt(columns: readonly DerivedColumn[], at: number): DerivedColumn {
  const column = columns[at];
  if (column === undefined) throw new AtollError('usage', `The result has no column ${at}.`);
  return column;
}
