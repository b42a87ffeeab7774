import type { ColumnExpression, CompareExpression, Expression } from '../../plan/expression.ts';
import type { ColumnStatistics } from '../../types/catalog.ts';

/** Shares of rows where statistics say nothing, as PostgreSQL assumes them (src/include/utils/selfuncs.h). */
const EQUAL = 0.005;
const RANGE = 1 / 3;

type Statistics = (index: number) => ColumnStatistics | null;

/** The share of rows, 0 to 1, for which a predicate is expected to be true. */
export function selectivity(predicate: Expression, statistics: Statistics): number {
  switch (predicate.kind) {
    case 'and':
      return predicate.args.reduce((share, one) => share * selectivity(one, statistics), 1);
    case 'or':
      return 1 - predicate.args.reduce((share, one) => share * (1 - selectivity(one, statistics)), 1);
    case 'not':
      return 1 - selectivity(predicate.child, statistics);
    case 'is-null': {
      const share = nullShare(predicate.child, statistics);
      return predicate.negated ? 1 - share : share;
    }
    case 'in': {
      const share = Math.min(1, predicate.list.length * equalShare(predicate.child, statistics));
      return predicate.negated ? 1 - share : share;
    }
    case 'between':
      return Math.max(
        0.001,
        below(predicate.child, predicate.upper, statistics) -
          below(predicate.child, predicate.lower, statistics),
      );
    case 'compare':
      return compared(predicate, statistics);
    default:
      return RANGE;
  }
}

function compared(predicate: CompareExpression, statistics: Statistics): number {
  const { op, left, right } = predicate;
  const constantLeft = left.kind === 'literal';
  const [value, bound] = constantLeft ? [right, left] : [left, right];
  switch (op) {
    case '=':
    case 'is not distinct from':
      return equalShare(value, statistics);
    case '<>':
    case 'is distinct from':
      return 1 - equalShare(value, statistics);
    default: {
      const share = below(value, bound, statistics);
      return op.startsWith('<') === constantLeft ? 1 - share : share;
    }
  }
}

function equalShare(value: Expression, statistics: Statistics): number {
  const distinct = known(value, statistics)?.distinct ?? null;
  return distinct === null ? EQUAL : 1 / Math.max(1, distinct);
}

function nullShare(value: Expression, statistics: Statistics): number {
  return known(value, statistics)?.nullFraction ?? EQUAL;
}

function known(value: Expression, statistics: Statistics): ColumnStatistics | null {
  const column = bare(value);
  return column === null ? null : statistics(column.index);
}

/** The share of a column's values below a constant, as if they lay evenly between its smallest and largest. */
function below(value: Expression, bound: Expression, statistics: Statistics): number {
  const column = known(value, statistics);
  if (bound.kind !== 'literal' || column === null) return RANGE;
  const [least, most, at] = [column.min, column.max, bound.value].map(numberOf);
  if (least === undefined || most === undefined || at === undefined) return RANGE;
  if (!Number.isFinite(least + most + at) || most <= least) return RANGE;
  return Math.min(1, Math.max(0, (at - least) / (most - least)));
}

/** Numbers as they are, dates and timestamps as milliseconds. */
function numberOf(text: unknown): number {
  if (typeof text !== 'string' || text.trim() === '') return Number.NaN;
  const number = Number(text);
  return Number.isNaN(number) ? Date.parse(text) : number;
}

function bare(value: Expression): ColumnExpression | null {
  if (value.kind === 'column') return value;
  return value.kind === 'cast' ? bare(value.child) : null;
}
