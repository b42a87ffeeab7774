import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, mapParts, remapColumns, walkExpression } from '../../plan/expression-children.ts';
import type { JoinNode, JoinType, PlanNode } from '../../plan/node.ts';
import { sameType } from '../../types/data-type.ts';
import { widened } from '../comparison-casts.ts';
import { EqualTerms } from '../equal-terms.ts';
import { expressionKey } from '../expression-key.ts';
import { factsOf, rightFacts } from '../facts.ts';
import { implies, simplified } from '../implies.ts';
import { isMovable, readsOnly } from '../movable.ts';
import type { Rule } from '../rule.ts';
import { withConditions } from '../with-conditions.ts';

/** Joins in which a left (right) row counts only where it satisfies the conditions with a row of the other side. */
const LEFT_MUST_MATCH: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'right']);
const RIGHT_MUST_MATCH: ReadonlySet<JoinType> = new Set(['inner', 'semi', 'anti', 'left', 'single']);

/**
 * ```
 * inner join on a = b        inner join on a = b
 *   filter a > 5        →      filter a > 5
 *     x [a]                      x [a]
 *   y [b]                      filter b > 5
 *                                y [b]
 * ```
 * What is known of one member of a class of equals holds for the others: for both sides of inner and semi joins, for
 * the null-supplying side of outer joins and the right side of anti and single ones. Never for a preserved side,
 * whose rows stay without a partner; never in a mark join, where rows that match nothing decide between false and
 * unknown; not for full, ASOF and positional joins. Not for types whose equals may differ (floats, intervals, nested
 * types); not for predicates that may raise or are volatile, nor for those that the side has already.
 */
export const transitivePredicates: Rule = {
  name: 'transitive-predicates',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'join' || node.asof) return null;
    const toLeft = LEFT_MUST_MATCH.has(node.joinType);
    const toRight = RIGHT_MUST_MATCH.has(node.joinType);
    if (!toLeft && !toRight) return null;
    const width = node.left.columns.length;
    const found = derive(node);
    const left = toLeft ? missing(node.left, found, 0) : [];
    const right = toRight ? missing(node.right, found, width) : [];
    if (left.length === 0 && right.length === 0) return null;
    return withConditions(
      node,
      node.conditions,
      left.length === 0 ? node.left : filter(node.left, left, ids.next()),
      right.length === 0 ? node.right : filter(node.right, right, ids.next()),
    );
  },
};

/** Predicates that hold for each pair of matching rows beside those that the plan has, over left then right. */
function derive(node: JoinNode): readonly Expression[] {
  const conditions = node.conditions.flatMap(simplified).filter(isMovable);
  const facts = [...conditions, ...factsOf(node.left), ...rightFacts(node)];
  const equal = new EqualTerms(facts);
  const derived = new Map<string, Expression>();
  for (const fact of facts) {
    const columns = [...columnsUsed(fact)];
    if (columns.length !== 1 || isNullTest(fact)) continue;
    for (const one of replacements(fact, equal)) derived.set(expressionKey(one), one);
  }
  return [...derived.values()];
}

/** A NULL test says nothing that the equality does not. */
function isNullTest(fact: Expression): boolean {
  return fact.kind === 'is-null' || (fact.kind === 'not' && fact.child.kind === 'is-null');
}

/** The fact about one term, about each term that equals it; also where the equality is about the widened term. */
function* replacements(fact: Expression, equal: EqualTerms): Generator<Expression> {
  const terms = new Map(walkExpression(fact).map((part) => [expressionKey(part), part]));
  for (const part of terms.values()) {
    for (const other of equal.to(part)) {
      const replaced = replace(fact, part, other);
      if (replaced !== null) yield replaced;
    }
    if (part.kind !== 'column') continue;
    for (const wide of equal.castsOf(part)) {
      const lifted = sameType(wide.type, part.type) ? null : widened(fact, wide.type);
      for (const other of lifted === null ? [] : equal.to(wide)) {
        const replaced = lifted === null ? null : replace(lifted, wide, other);
        if (replaced !== null) yield replaced;
      }
    }
  }
}

/** The fact with each occurrence of a term replaced; null where it reads the term's columns elsewhere too. */
function replace(fact: Expression, term: Expression, by: Expression): Expression | null {
  const key = expressionKey(term);
  let kept = false;
  const visit = (part: Expression): Expression => {
    if (expressionKey(part) === key) return by;
    kept ||= part.kind === 'column';
    return mapParts(part, visit);
  };
  const replaced = visit(fact);
  return kept ? null : replaced;
}

/** Predicates of the list about one side alone that it has not yet, over its columns. */
function missing(side: PlanNode, derived: readonly Expression[], offset: number): readonly Expression[] {
  return derived
    .filter((one) => isMovable(one) && readsOnly(one, offset, offset + side.columns.length))
    .map((one) => remapColumns(one, (index) => index - offset))
    .flatMap(simplified)
    .filter((one) => !implies(side, one))
    .map((one) => ({ ...one, implied: true as const }));
}
