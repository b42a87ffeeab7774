import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { conjunctsOf, isVolatile } from '../../plan/predicates.ts';
import { expressionKey } from '../expression-key.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * filter a and b      filter a, b, c
 *   filter c      →     x
 *     x
 * ```
 * Nested ANDs become separate predicates, so that each can go its own way; one that is there twice goes, unless it is
 * volatile; a filter without predicates goes.
 */
export const flattenFilter: Rule = {
  name: 'flatten-filter',
  scope: 'node',
  apply(node): PlanNode | null {
    if (node.kind !== 'filter') return null;
    const own = onceEach(conjunctsOf(node.predicates));
    if (own.length === 0) return node.child;
    if (node.child.kind === 'filter')
      return filter(node.child.child, onceEach([...conjunctsOf(node.child.predicates), ...own]), node.id);
    return sameList(own, node.predicates) ? null : filter(node.child, own, node.id);
  },
};

/** Of equal predicates the first one that is no mere consequence of others. */
function onceEach(predicates: readonly Expression[]): readonly Expression[] {
  const chosen = new Map<string, Expression>();
  for (const [at, one] of predicates.entries()) {
    const key = isVolatile(one) ? String(at) : expressionKey(one);
    const known = chosen.get(key);
    if (known === undefined || (known.implied === true && one.implied !== true)) chosen.set(key, one);
  }
  return [...chosen.values()];
}

function sameList(a: readonly Expression[], b: readonly Expression[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
