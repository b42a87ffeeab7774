import type { Column } from './column.ts';
import type { Expression } from './expression.ts';

/** Whether an expression may give NULL; true where it is not known. */
export function isNullable(expression: Expression, input: readonly Column[]): boolean {
  const any = (parts: readonly Expression[]): boolean => parts.some((part) => isNullable(part, input));
  switch (expression.kind) {
    case 'column':
      return input[expression.index]?.nullable ?? true;
    case 'literal':
      return expression.value === null;
    case 'is-null':
      return false;
    case 'compare':
      if (expression.op === 'is distinct from' || expression.op === 'is not distinct from') return false;
      return any([expression.left, expression.right]);
    case 'not':
      return isNullable(expression.child, input);
    case 'cast':
      return expression.try || isNullable(expression.child, input);
    case 'and':
    case 'or':
      return any(expression.args);
    case 'between':
      return any([expression.child, expression.lower, expression.upper]);
    case 'in':
      return any([expression.child, ...expression.list]);
    case 'coalesce':
      return expression.args.every((part) => isNullable(part, input));
    case 'case':
      return any([...expression.branches.map((branch) => branch.then), expression.otherwise]);
    case 'call':
    case 'parameter':
    case 'lambda':
    case 'lambda-parameter':
      return true;
  }
}

/** Columns of rows for which all predicates are true: those that a predicate rejects NULL of are not nullable. */
export function withoutNulls(
  columns: readonly Column[],
  predicates: readonly Expression[],
): readonly Column[] {
  const sure = new Set(predicates.flatMap(rejectsNullOf));
  if (sure.size === 0) return columns;
  return columns.map((column, at) =>
    column.nullable && sure.has(at) ? { ...column, nullable: false } : column,
  );
}

/** Positions of the bare columns whose NULL makes the predicate not true. */
function rejectsNullOf(predicate: Expression): readonly number[] {
  const bare = (...parts: readonly Expression[]): number[] =>
    parts.flatMap((part) => (part.kind === 'column' ? [part.index] : []));
  switch (predicate.kind) {
    case 'column':
      return [predicate.index];
    case 'and':
      return predicate.args.flatMap(rejectsNullOf);
    case 'compare': {
      const nullSafe = predicate.op === 'is distinct from' || predicate.op === 'is not distinct from';
      return nullSafe ? [] : bare(predicate.left, predicate.right);
    }
    case 'between':
      return bare(predicate.child);
    case 'in':
      return bare(predicate.child);
    case 'is-null':
      return predicate.negated ? bare(predicate.child) : [];
    default:
      return [];
  }
}
