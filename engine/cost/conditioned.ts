import type { CallExpression, CompareExpression, Expression } from '../plan/expression.ts';
import { conjunctsOf } from '../plan/predicates.ts';
import { applyTest, type Tested, UNKNOWN_EQUALITY, UNKNOWN_RANGE, withPrefix } from './apply-test.ts';
import { type ColumnEstimate, thinned } from './column-estimate.ts';
import { type ColumnTest, testOf } from './column-test.ts';
import { present, quantiles } from './distribution.ts';
import type { Filtered } from './estimates.ts';
import { type Columns, isAlike, valueEstimate } from './value-estimate.ts';

/** Anything else that is true or false. */
const UNKNOWN_PREDICATE = 0.5;
const PAIRS = 20;

/**
 * Rows under predicates, one after the other: what each keeps is asked of the columns as those before it left them, so
 * that two ends of a range are one interval and a predicate said twice counts once.
 */
export class Conditioned implements Filtered {
  readonly #columns: Columns;
  readonly #rows: number | null;
  readonly #own = new Map<number, Tested>();
  #share = 1;

  /** `rows` is their number before any predicate. */
  constructor(columns: Columns, rows: number | null) {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** The share of rows, 0 to 1, that all predicates together keep. */
  get share(): number {
    return this.#share;
  }

  apply(predicates: readonly Expression[]): this {
    for (const predicate of conjunctsOf(predicates)) this.#share *= this.#keep(predicate);
    return this;
  }

  /** A column in the rows that are kept. */
  column(index: number): ColumnEstimate | null {
    const own = this.#own.get(index);
    const column = own?.column ?? this.#columns(index);
    if (column === null) return null;
    const share = own?.share ?? 1;
    if (share <= 0) return column;
    return thinned(column, this.#rows === null ? null : this.#rows * share, this.#share / share);
  }

  #now: Columns = (index) => this.#own.get(index)?.column ?? this.#columns(index);

  /** The share of a predicate among the rows so far; it is counted in from now on. */
  #keep(predicate: Expression): number {
    const found = testOf(predicate);
    if (found === null) return this.#shareOf(predicate);
    const { value, test } = found;
    const column = valueEstimate(value, this.#now);
    const bare = bareColumn(value);
    const beginnings = bare === null ? this.#beginnings(value, test) : null;
    if (beginnings !== null) return beginnings;
    if (column === null) return shareUnknown(predicate);
    const tested = applyTest(column, test);
    const own = bare === null ? null : this.#now(bare);
    if (bare !== null && own !== null && isAlike(own.type, column.type)) {
      const share = (this.#own.get(bare)?.share ?? 1) * tested.share;
      this.#own.set(bare, { column: { ...tested.column, type: own.type }, share });
    }
    return tested.share;
  }

  /** Of what is no test of one value. */
  #shareOf(predicate: Expression): number {
    switch (predicate.kind) {
      case 'literal':
        return predicate.value === 'true' ? 1 : 0;
      case 'and':
        return this.#fork([predicate]);
      case 'or':
        return 1 - predicate.args.reduce((share, arm) => share * (1 - this.#fork([arm])), 1);
      case 'not':
        return 1 - this.#fork([predicate.child]);
      case 'column':
        return isTrue(this.#now(predicate.index));
      case 'compare':
        return this.#between(predicate);
      default:
        return shareUnknown(predicate);
    }
  }

  #fork(predicates: readonly Expression[]): number {
    return new Conditioned(this.#now, this.#rows).apply(predicates).share;
  }

  /** Two columns of a row: equal by the larger number of values; one below the other as often as in pairs of their quantiles. */
  #between({ op, left, right }: CompareExpression): number {
    const [one, other] = [valueEstimate(left, this.#now), valueEstimate(right, this.#now)];
    const distinct = Math.max(one?.distinct ?? 0, other?.distinct ?? 0);
    const equal = distinct > 0 ? 1 / distinct : UNKNOWN_EQUALITY;
    if (op === '=' || op === 'is not distinct from') return equal;
    if (op === '<>' || op === 'is distinct from') return 1 - equal;
    const [a, b] = [one && quantiles(one, PAIRS), other && quantiles(other, PAIRS)];
    if (a === null || b === null || one?.type.id !== other?.type.id) return UNKNOWN_RANGE;
    const pairs = a.flatMap((x) => b.map((y) => (x < y ? 1 : x > y ? 0 : 0.5)));
    const below = pairs.reduce<number>((sum, pair) => sum + pair, 0) / Math.max(1, pairs.length);
    return op.startsWith('<') ? below : 1 - below;
  }

  /** `substring(x, 1, n) IN (…)` asks for beginnings of a column. */
  #beginnings(value: Expression, test: ColumnTest): number | null {
    if (test.kind !== 'in' || value.kind !== 'call') return null;
    const text = beginningOf(value);
    const column = text === null ? null : valueEstimate(text, this.#now);
    if (column === null) return null;
    let sum = 0;
    for (const one of test.values) {
      const share = one === null ? null : (withPrefix(column, one)?.share ?? null);
      if (share === null) return null;
      sum += share;
    }
    return test.negated ? Math.max(0, present(column) - sum) : Math.min(1, sum);
  }
}

function bareColumn(value: Expression): number | null {
  if (value.kind === 'cast') return bareColumn(value.child);
  return value.kind === 'column' ? value.index : null;
}

function beginningOf({ name, args }: CallExpression): Expression | null {
  const [text, from, length] = args;
  if (text === undefined || !['substring', 'substr', 'left'].includes(name)) return null;
  if (name === 'left') return from?.kind === 'literal' ? text : null;
  const isFirst = from?.kind === 'literal' && from.value === '1';
  return isFirst && length?.kind === 'literal' ? text : null;
}

function isTrue(column: ColumnEstimate | null): number {
  if (column === null || column.common.length === 0) return UNKNOWN_PREDICATE;
  return column.common.find(({ value }) => value === 'true')?.share ?? 0;
}

function shareUnknown(predicate: Expression): number {
  switch (predicate.kind) {
    case 'compare':
      if (predicate.op === '=' || predicate.op === 'is not distinct from') return UNKNOWN_EQUALITY;
      return predicate.op === '<>' || predicate.op === 'is distinct from'
        ? 1 - UNKNOWN_EQUALITY
        : UNKNOWN_RANGE;
    case 'between':
      return UNKNOWN_RANGE;
    case 'in': {
      const share = Math.min(1, predicate.list.length * UNKNOWN_EQUALITY);
      return predicate.negated ? 1 - share : share;
    }
    case 'is-null':
      return predicate.negated ? 1 - UNKNOWN_EQUALITY : UNKNOWN_EQUALITY;
    case 'call':
      return predicate.name.includes('~~') && !predicate.name.startsWith('!')
        ? UNKNOWN_EQUALITY
        : UNKNOWN_PREDICATE;
    default:
      return UNKNOWN_PREDICATE;
  }
}
