import type { PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';

/** The subtree reads nothing that is defined outside it. */
export function isClosed(node: PlanNode): boolean {
  const nodes = [...walk(node)];
  const ctes = new Set(nodes.flatMap((one) => (one.kind === 'cte' ? [one.cte] : [])));
  const delims = new Set(nodes.flatMap((one) => (one.kind === 'delim-join' ? [one.delim] : [])));
  return nodes.every((one) => {
    if (one.kind === 'cte-ref') return ctes.has(one.cte);
    return one.kind !== 'delim-scan' || delims.has(one.delim);
  });
}
