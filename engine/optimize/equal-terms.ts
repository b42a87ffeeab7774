import type { CompareExpression, Expression } from '../plan/expression.ts';
import type { DataType } from '../types/data-type.ts';
import { sameType } from '../types/data-type.ts';
import { isExactNumeric, isText } from '../types/type-class.ts';
import { expressionKey } from './expression-key.ts';

/** Classes of terms that facts make equal: `a = b` and `b = c` make one of three. */
export class EqualTerms {
  readonly #classOf = new Map<string, Map<string, Expression>>();

  constructor(facts: readonly Expression[]) {
    for (const fact of facts) if (isEquality(fact)) this.#join(fact.left, fact.right);
  }

  /** The other terms that equal this one. */
  to(term: Expression): readonly Expression[] {
    const key = expressionKey(term);
    const found = this.#classOf.get(key) ?? new Map<string, Expression>();
    return [...found].filter(([other]) => other !== key).map(([, expression]) => expression);
  }

  /** Terms of some class that are the column cast to another type. */
  castsOf(column: Expression): readonly Expression[] {
    const key = expressionKey(column);
    const terms = new Map([...this.#classOf.values()].flatMap((members) => [...members]));
    return [...terms.values()].filter(
      (term) => term.kind === 'cast' && !term.try && expressionKey(term.child) === key,
    );
  }

  #join(left: Expression, right: Expression): void {
    const merged = new Map<string, Expression>();
    for (const term of [left, right]) {
      const key = expressionKey(term);
      merged.set(key, term);
      for (const [other, expression] of this.#classOf.get(key) ?? []) merged.set(other, expression);
    }
    for (const key of merged.keys()) this.#classOf.set(key, merged);
  }
}

/** An equality of two terms of a type whose equal values are the same value. */
function isEquality(fact: Expression): fact is CompareExpression {
  return (
    fact.kind === 'compare' &&
    fact.op === '=' &&
    sameType(fact.left.type, fact.right.type) &&
    equalsAreSame(fact.left.type) &&
    isTerm(fact.left) &&
    isTerm(fact.right)
  );
}

/**
 * Columns, and columns cast to another type. Terms that compute are left out: with `a = b + 1` and `b = a - 1`, putting
 * one for the other would have no end.
 */
function isTerm(expression: Expression): boolean {
  return (
    expression.kind === 'column' ||
    (expression.kind === 'cast' && !expression.try && expression.child.kind === 'column')
  );
}

const SAME: ReadonlySet<string> = new Set(['BOOLEAN', 'DATE', 'TIMESTAMP', 'UUID']);

/** Zeros differ in sign, and a month equals thirty days: such types are left out. */
function equalsAreSame(type: DataType): boolean {
  return isExactNumeric(type) || isText(type) || SAME.has(type.id);
}
