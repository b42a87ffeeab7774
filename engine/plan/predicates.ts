import { BOOLEAN } from '../types/data-type.ts';
import type { Expression } from './expression.ts';
import { walkExpression } from './expression-children.ts';

/** The conjuncts of predicates: nested ANDs made flat, constant TRUE left out. */
export function conjunctsOf(predicates: readonly Expression[]): readonly Expression[] {
  return predicates.flatMap((predicate) => {
    if (predicate.kind === 'and') return conjunctsOf(predicate.args);
    if (predicate.kind === 'literal' && predicate.value === 'true') return [];
    return [predicate];
  });
}

/** One expression out of conjuncts; TRUE out of none. */
export function conjunction(predicates: readonly Expression[]): Expression {
  const [first] = predicates;
  if (first === undefined) return { kind: 'literal', type: BOOLEAN, value: 'true' };
  return predicates.length === 1 ? first : { kind: 'and', type: BOOLEAN, args: predicates };
}

/** Whether two evaluations over the same row may differ: such an expression must neither move nor repeat. */
export function isVolatile(expression: Expression): boolean {
  for (const part of walkExpression(expression))
    if (part.kind === 'call' && part.volatile === true) return true;
  return false;
}

/** Whether the expression is the same for every row. */
export function isConstant(expression: Expression): boolean {
  for (const part of walkExpression(expression)) {
    if (part.kind === 'column' || part.kind === 'parameter' || part.kind === 'lambda-parameter') return false;
    if (part.kind === 'call' && part.volatile === true) return false;
  }
  return true;
}
