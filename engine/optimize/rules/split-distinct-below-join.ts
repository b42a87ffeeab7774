import { aggregate } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Rule } from '../rule.ts';
import { splitAggregateBelowJoin } from './split-aggregate-below-join.ts';

/**
 * ```
 * distinct                      aggregate [a.y]
 *   project a.y                   inner join a.x = b.x
 *     inner join a.x = b.x   →      scan s.a
 *       scan s.a                    aggregate [b.x]
 *       scan t.b                      scan t.b
 * ```
 * DISTINCT groups by all its columns and aggregates nothing: what is said of aggregates holds for it, and a side sends
 * its different keys and columns instead of its rows. Not DISTINCT ON, which takes one row of each group.
 */
export const splitDistinctBelowJoin: Rule = {
  name: 'split-distinct-below-join',
  scope: 'node',
  apply(node, context): PlanNode | null {
    if (node.kind !== 'distinct' || node.on !== null) return null;
    const groups = node.columns.map(({ type }, index): Expression => ({ kind: 'column', index, type }));
    const shape = { groups, groupingSets: [[...groups.keys()]], aggregates: [], groupingFunctions: [] };
    const names = node.columns.map((column) => column.name);
    return splitAggregateBelowJoin.apply(aggregate(node.child, shape, names, node.id), context);
  },
};
