import type { FragmentScanNode, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import { type Edge, findEdges } from './find-edges.ts';
import { keysSql } from './keys-sql.ts';
import type { Tracing } from './trace-source.ts';

/**
 * The edges of a remainder that are right for whoever reads the fragment which they cut. Of a fragment with several
 * readers they are those that each of them has, with the same keys for the same column, and they are given once.
 */
export function edgesOfAllReaders(remainder: PlanNode, context: Tracing): readonly Edge[] {
  const edges = findEdges(remainder, context);
  const texts = new Map<Edge, string | null>();
  const textOf = (edge: Edge): string | null => {
    const found = texts.get(edge) ?? keysSql([edge], context);
    texts.set(edge, found);
    return found;
  };
  const readers = new Map<string, FragmentScanNode[]>();
  for (const node of walk(remainder)) {
    if (node.kind !== 'fragment-scan') continue;
    readers.set(node.fragment, [...(readers.get(node.fragment) ?? []), node]);
  }
  return edges.filter((edge) => {
    const [first, ...others] = readers.get(edge.target.scan.fragment) ?? [];
    if (others.length === 0) return true;
    if (edge.target.scan !== first) return false;
    return others.every((reader) =>
      edges.some(
        (one) =>
          one.target.scan === reader &&
          one.target.index === edge.target.index &&
          one.from === edge.from &&
          textOf(one) === textOf(edge),
      ),
    );
  });
}
