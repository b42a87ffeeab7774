import { project } from '../plan/builders.ts';
import { columnAt } from '../plan/derive-column.ts';
import type { Expression } from '../plan/expression.ts';
import { columnsUsed, remapColumns } from '../plan/expression-children.ts';
import type { NodeIds } from '../plan/ids.ts';
import { expressionsOf, mapNodeExpressions } from '../plan/node-expressions.ts';
import type { AggregateNode, PlanNode, ProjectNode } from '../plan/node.ts';

/**
 * A local project or aggregate over work at a source: of the columns below only those that it reads need to travel.
 * Gives the operator over the narrowed input; the same one where nothing is to drop.
 */
export function narrowInput(node: ProjectNode | AggregateNode, ids: NodeIds): ProjectNode | AggregateNode {
  const narrowed = narrowTo(node.child, columnsOf(expressionsOf(node)), ids);
  if (narrowed === null) return node;
  const moved = mapNodeExpressions(node, (one) => remapColumns(one, narrowed.now));
  return { ...(moved as ProjectNode | AggregateNode), child: narrowed.node };
}

/** The columns that expressions read. */
export function columnsOf(expressions: readonly Expression[]): ReadonlySet<number> {
  return new Set(expressions.flatMap((expression) => [...columnsUsed(expression)]));
}

/** A subtree with fewer columns, and where each that is left stands now. */
export interface Narrowed {
  readonly node: ProjectNode;
  readonly now: (index: number) => number;
}

/** The subtree cut down to the columns that are used, at least one; null where all are. */
export function narrowTo(node: PlanNode, used: ReadonlySet<number>, ids: NodeIds): Narrowed | null {
  const width = node.columns.length;
  if (width === 0 || used.size === width) return null;
  const positions = used.size > 0 ? [...used].toSorted((a, b) => a - b) : [0];
  if (positions.length === width) return null;
  const columns = positions.map(
    (index): Expression => ({ kind: 'column', index, type: columnAt(node.columns, index).type }),
  );
  return { node: project(node, columns, null, ids.next()), now: (index) => positions.indexOf(index) };
}
