import type { Expression } from '../plan/expression.ts';

/** The conjuncts of predicates: nested ANDs taken apart. */
export function splitAnd(predicates: readonly Expression[]): readonly Expression[] {
  return predicates.flatMap((predicate) =>
    predicate.kind === 'and' ? splitAnd(predicate.args) : [predicate],
  );
}
