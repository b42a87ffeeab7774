import type { CallExpression, Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import type { DataType } from '../types/data-type.ts';
import { type ColumnEstimate, constantColumn, unknownColumn } from './column-estimate.ts';
import { scaleOf } from './value-scale.ts';

export type Columns = (index: number) => ColumnEstimate | null;

/** What is expected of an expression's values; null where that is nothing. */
export function valueEstimate(expression: Expression, columns: Columns): ColumnEstimate | null {
  switch (expression.kind) {
    case 'column':
      return columns(expression.index);
    case 'literal':
      return typeof expression.value === 'string' || expression.value === null
        ? constantColumn(expression.type, expression.value)
        : unknownColumn(expression.type);
    case 'cast':
      return cast(expression, columns);
    case 'case':
      return chosen(expression);
    case 'call':
      return partOfDate(expression, columns) ?? atMost(expression, columns);
    default:
      return atMost(expression, columns);
  }
}

/** Casts keep values apart; how they lie only where both types are of one scale. */
function cast(expression: Extract<Expression, { kind: 'cast' }>, columns: Columns): ColumnEstimate | null {
  const inner = valueEstimate(expression.child, columns);
  if (inner === null) return null;
  const { type } = expression;
  // The values lie as near each other as those of the inner type.
  if (isAlike(inner.type, type)) return inner;
  return { ...inner, type, min: null, max: null, common: [], histogram: [], normal: null };
}

/** Whether values of both types lie on one scale: text, times, or numbers. */
export function isAlike(one: DataType, other: DataType): boolean {
  if (scaleOf(one) === null || scaleOf(other) === null) return one.id === other.id;
  return scaleKind(one) === scaleKind(other);
}

function scaleKind({ id }: DataType): 'text' | 'time' | 'number' {
  if (id === 'VARCHAR' || id === 'UUID') return 'text';
  return id === 'DATE' || id.startsWith('TIMESTAMP') ? 'time' : 'number';
}

/** As many values as there are results, where those are constants. */
function chosen({ type, branches, otherwise }: Extract<Expression, { kind: 'case' }>): ColumnEstimate | null {
  const results = [...branches.map(({ then }) => then), otherwise];
  const values = results.map((one) => (one.kind === 'literal' ? JSON.stringify(one.value) : null));
  if (values.includes(null)) return unknownColumn(type);
  const distinct = new Set(values).size;
  return { ...unknownColumn(type), distinct, domain: distinct };
}

/** Values that some parts of a date have, of themselves. */
const PARTS: Readonly<Record<string, number>> = {
  month: 12,
  day: 31,
  dayofmonth: 31,
  quarter: 4,
  week: 53,
  weekofyear: 53,
  dow: 7,
  dayofweek: 7,
  weekday: 7,
  isodow: 7,
  hour: 24,
  minute: 60,
  second: 60,
  dayofyear: 366,
  doy: 366,
};

const DAYS_OF_A_YEAR = 365.2425;

/** `year(x)` and its kin: years as they lie between the first and the last one, smaller parts as many as there are. */
function partOfDate({ name, args, type }: CallExpression, columns: Columns): ColumnEstimate | null {
  const [first, second] = args;
  const named = name === 'date_part' && first?.kind === 'literal' ? first.value : null;
  const part = typeof named === 'string' ? named.toLowerCase() : name;
  const value = named === null ? first : second;
  if (value === undefined || (named === null && args.length !== 1)) return null;
  const whole = valueEstimate(value, columns);
  if (whole === null) return null;
  if (part !== 'year') {
    const most = PARTS[part];
    if (most === undefined) return null;
    const distinct = Math.min(most, whole.distinct ?? most);
    return { ...unknownColumn(type), distinct, domain: distinct, nulls: whole.nulls };
  }
  return years(whole, type);
}

function years(whole: ColumnEstimate, type: CallExpression['type']): ColumnEstimate | null {
  const scale = scaleOf(whole.type);
  const [low, high] = [whole.min, whole.max].map((one) => (one === null ? null : scale?.number(one)));
  if (typeof low !== 'number' || typeof high !== 'number') return null;
  const yearOf = (days: number): number => Math.floor(1970 + days / DAYS_OF_A_YEAR);
  const [from, to] = [yearOf(low), yearOf(high)];
  const distinct = Math.max(1, Math.min(to - from + 1, whole.distinct ?? Number.POSITIVE_INFINITY));
  const ends = { min: String(from), max: String(to) };
  return { ...unknownColumn(type), ...ends, distinct, domain: distinct, nulls: whole.nulls };
}

/** Any other computation: no more values than its columns have combinations. */
function atMost(expression: Expression, columns: Columns): ColumnEstimate | null {
  const unknown = unknownColumn(expression.type);
  if (unknown.distinct !== null) return unknown;
  let product = 1;
  for (const index of columnsUsed(expression)) {
    const distinct = columns(index)?.distinct ?? null;
    if (distinct === null) return unknown;
    product *= Math.max(1, distinct);
  }
  return { ...unknown, distinct: product, domain: product };
}
