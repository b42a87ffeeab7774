import type { Expression } from '../plan/expression.ts';
import { mapNodeExpressions } from '../plan/node-expressions.ts';
import type { NodeId, PlanNode } from '../plan/node.ts';
import { rewriteUp, walk } from '../plan/walk.ts';

/** A conjunct of the plan as it was bound: the `at`th predicate or condition of an operator. */
export function conjunctId(node: NodeId, at: number): string {
  return `${node}/${at}`;
}

/** What a filter or join tests; empty for other operators. */
export function predicatesOf(node: PlanNode): readonly Expression[] {
  if (node.kind === 'filter') return node.predicates;
  return node.kind === 'join' || node.kind === 'delim-join' ? node.conditions : [];
}

/** A bound plan whose conjuncts are marked with their own names, so that they are known wherever rules take them. */
export function markConjuncts(plan: PlanNode): PlanNode {
  return rewriteUp(plan, (node) => {
    const own = predicatesOf(node);
    const marked = own.map((one, at) => ({ ...one, conjuncts: [conjunctId(node.id, at)] }));
    return withPredicates(node, own, marked);
  });
}

/**
 * What a rule made of a subtree, with the marks that it lost: rewriting keeps them on predicates that move, and new
 * predicates, made out of those that went, take theirs over.
 */
export function carryConjuncts(before: PlanNode, after: PlanNode): PlanNode {
  const known = new Set([...walk(before)].flatMap(predicatesOf));
  const had = marksOf(known);
  if (had.size === 0) return after;
  const now = marksOf([...walk(after)].flatMap(predicatesOf));
  const lost = [...had].filter((one) => !now.has(one));
  if (lost.length === 0) return after;
  const isNew = (one: Expression): boolean =>
    !known.has(one) && one.conjuncts === undefined && one.implied !== true;
  return rewriteUp(after, (node) => {
    const own = predicatesOf(node);
    return withPredicates(
      node,
      own,
      own.map((one) => (isNew(one) ? { ...one, conjuncts: lost } : one)),
    );
  });
}

function marksOf(predicates: Iterable<Expression>): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const one of predicates)
    if (one.implied !== true) for (const mark of one.conjuncts ?? []) marks.add(mark);
  return marks;
}

function withPredicates(
  node: PlanNode,
  before: readonly Expression[],
  after: readonly Expression[],
): PlanNode {
  const changed = new Map(before.map((one, at) => [one, after[at] ?? one]));
  if ([...changed].every(([one, other]) => one === other)) return node;
  return mapNodeExpressions(node, (one) => changed.get(one) ?? one);
}
