import { assertNever } from '../errors/assert-never.ts';
import type { Expression } from './expression.ts';

/** The direct parts of an expression, left to right. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'lambda-parameter':
      return [];
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
      return expression.args;
    case 'cast':
    case 'not':
    case 'is-null':
      return [expression.child];
    case 'case':
      return [...expression.branches.flatMap((branch) => [branch.when, branch.then]), expression.otherwise];
    case 'between':
      return [expression.child, expression.lower, expression.upper];
    case 'in':
      return [expression.child, ...expression.list];
    case 'compare':
      return [expression.left, expression.right];
    case 'lambda':
      return [expression.body];
  }
  return assertNever(expression);
}

/** The expression with each direct part replaced by `map` of it; the same object where nothing changed. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  const before = partsOf(expression);
  const after = before.map(map);
  if (before.every((part, at) => part === after[at])) return expression;
  return withParts(expression, after);
}

function withParts(expression: Expression, parts: readonly Expression[]): Expression {
  const part = (at: number): Expression => {
    const found = parts[at];
    if (found === undefined) throw new Error('An expression was given too few parts');
    return found;
  };
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'lambda-parameter':
      return expression;
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
      return { ...expression, args: parts };
    case 'cast':
    case 'not':
    case 'is-null':
      return { ...expression, child: part(0) };
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map((_, at) => ({ when: part(2 * at), then: part(2 * at + 1) })),
        otherwise: part(parts.length - 1),
      };
    case 'between':
      return { ...expression, child: part(0), lower: part(1), upper: part(2) };
    case 'in':
      return { ...expression, child: part(0), list: parts.slice(1) };
    case 'compare':
      return { ...expression, left: part(0), right: part(1) };
    case 'lambda':
      return { ...expression, body: part(0) };
  }
  return assertNever(expression);
}

/** Rebuilds an expression from its leaves up. */
export function mapExpression(
  expression: Expression,
  visit: (expression: Expression) => Expression,
): Expression {
  return visit(mapParts(expression, (part) => mapExpression(part, visit)));
}

/** All sub-expressions, the whole first. */
export function walkExpression(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  collect(expression, found);
  return found;
}

/** A list, not a generator: nested generators take a step at each level for each part. */
function collect(expression: Expression, into: Expression[]): void {
  into.push(expression);
  for (const part of partsOf(expression)) collect(part, into);
}

/** The positions of the input's columns that the expression reads. */
export function columnsUsed(expression: Expression): ReadonlySet<number> {
  const used = new Set<number>();
  addColumnsUsed(expression, used);
  return used;
}

function addColumnsUsed(expression: Expression, used: Set<number>): void {
  if (expression.kind === 'column') used.add(expression.index);
  else for (const part of partsOf(expression)) addColumnsUsed(part, used);
}

/** The expression over an input whose columns stand elsewhere: `map` gives the new position of each. The same object where they stay. */
export function remapColumns(expression: Expression, map: (index: number) => number): Expression {
  return mapExpression(expression, (part) => {
    const index = part.kind === 'column' ? map(part.index) : null;
    return part.kind !== 'column' || index === null || index === part.index ? part : { ...part, index };
  });
}

/** The expression with each column replaced by what stands at that position, as when a filter moves below a project. */
export function substituteColumns(expression: Expression, by: readonly Expression[]): Expression {
  return mapExpression(expression, (part) => {
    if (part.kind !== 'column') return part;
    const replacement = by[part.index];
    if (replacement === undefined) throw new Error(`No expression at position ${part.index}`);
    return replacement;
  });
}
