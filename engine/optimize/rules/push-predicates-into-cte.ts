import { filter } from '../../plan/builders.ts';
import { childrenOf } from '../../plan/children.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';
import { conjunction } from '../../plan/predicates.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { expressionKey } from '../expression-key.ts';
import { implies, simplified } from '../implies.ts';
import { isMovable } from '../movable.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * cte c                    cte c
 *   definition               filter p or q
 *   body              →        definition
 *     filter p               body
 *       cte-ref c              filter p
 *     filter q                   cte-ref c
 *       cte-ref c              filter q
 *                                cte-ref c
 * ```
 * Rows that no reference keeps need not come: what the references' predicates have in common goes into the definition,
 * and the references ask again. Not where some reference has no filter of its own, nor for recursive definitions,
 * whose rounds read all rows; predicates that may raise or are volatile are left out of account.
 */
export const pushPredicatesIntoCte: Rule = {
  name: 'push-predicates-into-cte',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    if (node.kind !== 'cte' || node.recursive !== null) return null;
    const asked = [...predicatesOver(node.body, node.cte, [])];
    const [first] = asked;
    if (first === undefined || asked.some((predicates) => predicates.length === 0)) return null;
    const any: Expression =
      new Set(asked.map((predicates) => keyOf(predicates))).size === 1
        ? conjunction(first)
        : { kind: 'or', args: asked.map((predicates) => conjunction(predicates)), type: BOOLEAN };
    const missing = simplified(any)
      .filter((one) => !implies(node.definition, one))
      .map((one) => ({ ...one, implied: true as const }));
    if (missing.length === 0) return null;
    return { ...node, definition: filter(node.definition, missing, ids.next()) };
  },
};

/** For each reference of the CTE in a subtree, the predicates that its rows must satisfy: none where no filter stands over it. */
function* predicatesOver(
  node: PlanNode,
  cte: string,
  above: readonly Expression[],
): Generator<readonly Expression[]> {
  if (node.kind === 'cte-ref' && node.cte === cte) {
    yield above;
    return;
  }
  const own = node.kind === 'filter' ? node.predicates.filter(isTold) : [];
  for (const child of childrenOf(node)) yield* predicatesOver(child, cte, own);
}

function isTold(predicate: Expression): boolean {
  return isMovable(predicate) && columnsUsed(predicate).size > 0;
}

function keyOf(predicates: readonly Expression[]): string {
  return predicates
    .map((one) => expressionKey(one))
    .toSorted()
    .join('\n');
}
