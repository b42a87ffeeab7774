import { limit, topN } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { NodeIds } from '../../plan/ids.ts';
import type { LimitNode, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import type { Partial } from './partial-operator.ts';
import { partialAggregate } from './partial-aggregate.ts';

/**
 * The operator over batches, where that is exact: limits and top-n with constant counts, DISTINCT of whole rows, and
 * aggregates that can be put together again. Else null.
 */
export function partialOf(node: PlanNode, ids: NodeIds): Partial | null {
  switch (node.kind) {
    case 'limit': {
      const enough = rowsAsked(node);
      if (enough === null) return null;
      return { batch: (input) => input, rest: (gathered) => ({ ...node, child: gathered }), enough };
    }
    case 'top-n': {
      if (node.keys.some((key) => isVolatile(key.expression))) return null;
      const rows = node.limit + node.offset;
      const batch = (input: PlanNode): PlanNode => topN(input, node.keys, rows, 0, ids.next());
      return { batch, rest: (gathered) => ({ ...node, child: gathered }), enough: null };
    }
    case 'distinct': {
      if (node.on !== null || node.orderBy.length > 0) return null;
      const over = (child: PlanNode): PlanNode => ({ ...node, child, id: ids.next() });
      return { batch: over, rest: over, enough: null };
    }
    case 'aggregate':
      return partialAggregate(node, ids);
    default:
      return null;
  }
}

/** Rows of its input that a limit of constant counts asks for; null where that is not known, or none. */
export function rowsAsked(node: LimitNode): number | null {
  if (node.limit === null || node.percent) return null;
  const rows = constantRows(node.limit);
  const skipped = node.offset === null ? 0 : constantRows(node.offset);
  if (rows === null || rows === 0 || skipped === null) return null;
  return rows + skipped;
}

/** The first `rows` of an input. */
export function firstRows(input: PlanNode, rows: number, ids: NodeIds): PlanNode {
  const count: Expression = { kind: 'literal', type: { id: 'BIGINT' }, value: String(rows) };
  return limit(input, count, null, false, ids.next());
}

function constantRows(expression: Expression): number | null {
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return null;
  const rows = Number(expression.value);
  return Number.isSafeInteger(rows) && rows >= 0 ? rows : null;
}
