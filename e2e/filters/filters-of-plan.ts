import { childrenOf } from '../../engine/plan/children.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import { columnsUsed, substituteColumns } from '../../engine/plan/expression-children.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import type { FilteredColumn } from './filters-of-duckdb.ts';

/** For each scan of a plan the columns that filters above it read, with nothing but projects between. */
export function filtersOfPlan(plan: PlanNode): readonly FilteredColumn[] {
  return filtersBelow(plan, []).toSorted();
}

function filtersBelow(node: PlanNode, above: readonly Expression[]): readonly FilteredColumn[] {
  switch (node.kind) {
    case 'scan': {
      const read = new Set(above.flatMap((one) => [...columnsUsed(one)]));
      return node.fields
        .filter((_, at) => read.has(at))
        .map((field) => `${node.source}.${node.table.name}.${field.name}`);
    }
    case 'filter':
      return filtersBelow(node.child, [...above, ...node.predicates]);
    case 'model':
      return filtersBelow(node.child, above);
    case 'project': {
      const below = above.map((one) => substituteColumns(one, node.expressions));
      return filtersBelow(node.child, below);
    }
    default:
      return childrenOf(node).flatMap((child) => filtersBelow(child, []));
  }
}
