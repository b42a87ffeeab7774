import type { Expression } from '../plan/expression.ts';
import { combinations } from './combinations.ts';
import type { ColumnEstimate } from './column-estimate.ts';
import { Conditioned } from './conditioned.ts';
import { type Equality, equalitiesOf } from './equalities.ts';
import type { AnyJoin, Estimates, JoinEstimate, UniqueKey } from './estimates.ts';
import { valueEstimate } from './value-estimate.ts';

/** Where neither side's values are known: whether a row meets one of the other side. */
const UNKNOWN_MET = 0.5;

/**
 * Rows that meet by equality: each value of the side with fewer is taken to be among those of the other, and rows to be
 * spread evenly over the values: |L||R| / max(D(L), D(R)) (Selinger et al., 1979). D counts what predicates over the
 * join column itself leave (`ColumnEstimate.domain`): others are taken to be independent of it. Of columns that make up
 * a unique key of one side, D is the number of that key.
 */
export function joinEstimate(node: AnyJoin, estimates: Estimates): JoinEstimate {
  const left = estimates.rows(node.left);
  const right = estimates.rows(node.right);
  const sides = new Sides(node, estimates);
  const pairShare = sides.pairShare();
  const otherShare = sides.otherShare();
  const matches = left === null || right === null ? null : left * right * pairShare * otherShare;
  const leftMet = met(sides.values('right'), right, pairShare, otherShare);
  const rightMet = met(sides.values('left'), left, pairShare, otherShare);
  const estimate = { matches, leftMet, rightMet };
  return { ...estimate, rows: rowsOf(node, { ...estimate, left, right }) };
}

interface Sizes extends Omit<JoinEstimate, 'rows'> {
  readonly left: number | null;
  readonly right: number | null;
}

function rowsOf(node: AnyJoin, { left, right, matches, leftMet, rightMet }: Sizes): number | null {
  switch (node.joinType) {
    case 'mark':
    case 'single':
      return left;
    case 'semi':
      return left === null ? null : atLeastOne(left * leftMet, left);
    case 'anti':
      return left === null ? null : atLeastOne(left * (1 - leftMet), left);
    case 'positional':
      return left === null || right === null ? null : Math.max(left, right);
    case 'cross':
      return left === null || right === null ? null : left * right;
    default:
      break;
  }
  if (node.kind === 'join' && node.asof && node.joinType !== 'left') return left;
  if (left === null || right === null || matches === null) return null;
  const [leftAlone, rightAlone] = [left * (1 - leftMet), right * (1 - rightMet)];
  switch (node.joinType) {
    case 'inner':
      return atLeastOne(matches, Math.min(left, right));
    case 'left':
      return Math.max(left, matches + leftAlone);
    case 'right':
      return Math.max(right, matches + rightAlone);
    case 'full':
      return Math.max(left, right, matches + leftAlone + rightAlone);
  }
}

/** Where there may be rows, one is expected: nothing above is to be taken for free (PostgreSQL's clamp_row_est). */
export function atLeastOne(rows: number, input: number): number {
  return Math.max(rows, Math.min(1, input));
}

/**
 * Share of the rows of a side that meet one of the other: of its values those that the other has, and for what else is
 * asked, at least one of the rows that the other has for a value.
 */
function met(values: number | null, rows: number | null, pairShare: number, otherShare: number): number {
  if (rows === null || values === null) return UNKNOWN_MET;
  const found = Math.min(1, values * pairShare);
  const each = rows / Math.max(1, values);
  return otherShare >= 1 ? found : found * (1 - (1 - otherShare) ** Math.max(1, each));
}

class Sides {
  readonly #node: AnyJoin;
  readonly #estimates: Estimates;
  readonly #pairs: readonly Equality[];
  readonly #others: readonly Expression[];

  constructor(node: AnyJoin, estimates: Estimates) {
    this.#node = node;
    this.#estimates = estimates;
    const { pairs, others } = equalitiesOf(node.conditions, node.left.columns.length);
    this.#pairs = pairs;
    this.#others = others;
  }

  /** Different values of a side's join columns together; 1 where there are none; null where not known. */
  values(side: 'left' | 'right'): number | null {
    const keys = this.#pairs.map((pair) => pair[side]);
    return keys.length === 0 ? 1 : combinations(this.#node[side], keys, this.#estimates);
  }

  /** The share of all pairs of rows that other conditions than equalities keep. */
  otherShare(): number {
    if (this.#others.length === 0) return 1;
    const width = this.#node.left.columns.length;
    const columns = (index: number): ColumnEstimate | null =>
      index < width
        ? this.#estimates.column(this.#node.left, index)
        : this.#estimates.column(this.#node.right, index - width);
    return new Conditioned(columns, null).apply(this.#others).share;
  }

  /** The share of all pairs of rows that agree in all equalities. */
  pairShare(): number {
    const keyed = this.#keyed('right') ?? this.#keyed('left');
    const rest = keyed === null ? this.#pairs : this.#pairs.filter((_, at) => !keyed.pairs.has(at));
    const first = keyed === null ? 1 : 1 / Math.max(1, keyed.values);
    const product = rest.reduce((share, pair) => share * this.#shareOf(pair), 1);
    if (keyed !== null || this.#pairs.length < 2) return first * product * this.#notNull();
    // Several columns of no key: no more combinations than the side with more of them has.
    const counts = [this.values('left'), this.values('right')].filter((one) => one !== null);
    return Math.max(product, counts.length === 2 ? 1 / Math.max(1, ...counts) : 0) * this.#notNull();
  }

  #notNull(): number {
    return this.#pairs.reduce((share, pair) => {
      if (pair.nullsMeet) return share;
      const nulls = (['left', 'right'] as const).map((side) => this.#value(pair, side)?.nulls ?? 0);
      return nulls.reduce((all, one) => all * (1 - one), share);
    }, 1);
  }

  #value(pair: Equality, side: 'left' | 'right'): ColumnEstimate | null {
    return valueEstimate(pair[side], (index) => this.#estimates.column(this.#node[side], index));
  }

  #shareOf(pair: Equality): number {
    const domains = (['left', 'right'] as const).map((side) => this.#value(pair, side)?.domain ?? null);
    const known = domains.filter((one) => one !== null);
    if (known.length > 0) return 1 / Math.max(1, ...known);
    // Nothing is known of either: as if the smaller side had a key.
    const { left, right } = this.#node;
    return 1 / Math.max(1, Math.min(this.#estimates.rows(left) ?? 1, this.#estimates.rows(right) ?? 1));
  }

  /** A key of several columns that the equalities cover, and how many of them there are before filters on other columns. */
  #keyed(side: 'left' | 'right'): { readonly pairs: ReadonlySet<number>; readonly values: number } | null {
    const at = new Map<number, number>();
    for (const [index, pair] of this.#pairs.entries()) {
      const expression = pair[side];
      if (expression.kind === 'column') at.set(expression.index, index);
    }
    const keys = this.#estimates.uniqueKeys(this.#node[side]);
    const covered = keys.filter((key) => key.size > 1 && [...key].every((column) => at.has(column)));
    const [smallest] = covered.toSorted((a, b) => a.size - b.size);
    // A key of one column is told by its number of values.
    if (smallest === undefined || keys.some((key) => key.size === 1 && isIn(key, at))) return null;
    const pairs = new Map([...smallest].map((column) => [at.get(column) ?? 0, column]));
    return { pairs: new Set(pairs.keys()), values: this.#keyValues(side, pairs) };
  }

  /** The keys of the whole table, but for those that predicates over their columns leave on neither side. */
  #keyValues(side: 'left' | 'right', key: ReadonlyMap<number, number>): number {
    const rows = this.#estimates.rows(this.#node[side]) ?? 1;
    let values: number | null = null;
    for (const [at, index] of key) {
      const column = this.#estimates.column(this.#node[side], index);
      const pair = this.#pairs[at];
      if (column?.origin == null || pair === undefined) return rows;
      values ??= column.origin.rows ?? rows;
      const all = Math.max(1, column.origin.distinct ?? 1);
      const other = this.#value(pair, side === 'left' ? 'right' : 'left');
      values *= Math.min(1, Math.max(column.domain ?? all, other?.domain ?? 0) / all);
    }
    return values ?? rows;
  }
}

function isIn(key: UniqueKey, columns: ReadonlyMap<number, number>): boolean {
  return [...key].every((column) => columns.has(column));
}
