import type { Expression } from './expression.ts';

/** Functions and operators that give NULL for a NULL argument. */
const STRICT_FUNCTIONS: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '~~',
  '!~~',
  '~~*',
  '!~~*',
  '||',
  'lower',
  'upper',
  'length',
  'strlen',
  'trim',
  'ltrim',
  'rtrim',
  'prefix',
  'suffix',
  'contains',
  'starts_with',
  'ends_with',
  'reverse',
  'substring',
  'date_part',
  'year',
  'month',
  'day',
]);

/**
 * Whether a predicate can't be true for a row in which all the given columns are NULL: such rows of an outer join do
 * not pass it. False where it is not known, as for CASE, COALESCE and NULL tests.
 */
export function rejectsNulls(predicate: Expression, columns: (index: number) => boolean): boolean {
  const isNull = (expression: Expression): boolean => isNullFor(expression, columns);
  switch (predicate.kind) {
    case 'and':
      return predicate.args.some((part) => rejectsNulls(part, columns));
    case 'or':
      return predicate.args.every((part) => rejectsNulls(part, columns));
    case 'between':
      return isNull(predicate.child) || isNull(predicate.lower) || isNull(predicate.upper);
    case 'is-null':
      return predicate.negated && isNull(predicate.child);
    default:
      return isNull(predicate);
  }
}

/** Whether an expression is NULL for such a row; false where it is not known. */
function isNullFor(expression: Expression, columns: (index: number) => boolean): boolean {
  const isNull = (part: Expression): boolean => isNullFor(part, columns);
  switch (expression.kind) {
    case 'column':
      return columns(expression.index);
    case 'literal':
      return expression.value === null;
    case 'cast':
    case 'not':
      return isNull(expression.child);
    case 'compare': {
      const nullSafe = expression.op === 'is distinct from' || expression.op === 'is not distinct from';
      return !nullSafe && (isNull(expression.left) || isNull(expression.right));
    }
    case 'in':
      return isNull(expression.child);
    case 'between':
      return isNull(expression.child);
    case 'call':
      return STRICT_FUNCTIONS.has(expression.name) && expression.args.some(isNull);
    case 'and':
    case 'or':
      return expression.args.every(isNull);
    case 'coalesce':
      return expression.args.every(isNull);
    case 'case':
    case 'is-null':
    case 'parameter':
    case 'lambda':
    case 'lambda-parameter':
      return false;
  }
}
