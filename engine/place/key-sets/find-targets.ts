import type { AggregateNode, FragmentScanNode, JoinNode, JoinType, PlanNode } from '../../plan/node.ts';

/** A column of a fragment that a predicate would come down to. */
export interface CutColumn {
  readonly scan: FragmentScanNode;
  readonly index: number;
}

const KEEPS_LEFT: ReadonlySet<JoinType> = new Set([
  'inner',
  'cross',
  'left',
  'semi',
  'anti',
  'mark',
  'single',
]);
const KEEPS_RIGHT: ReadonlySet<JoinType> = new Set(['inner', 'cross', 'right']);

/**
 * Where a predicate on a column of the remainder may be asked already: the columns of fragments below from which every
 * operator on the way would let it pass. These are the ways of the rules `push-filter-…`; at each end by itself, since
 * the rows that are left are joined all the same.
 */
export function findTargets(node: PlanNode, index: number): readonly CutColumn[] {
  switch (node.kind) {
    case 'fragment-scan':
      return [{ scan: node, index }];
    case 'filter':
    case 'sort':
    case 'model':
      return findTargets(node.child, index);
    case 'distinct':
      return node.on === null ? findTargets(node.child, index) : [];
    case 'project': {
      const expression = node.expressions[index];
      return expression?.kind === 'column' ? findTargets(node.child, expression.index) : [];
    }
    case 'aggregate':
      return throughGroup(node, index);
    case 'window':
      return node.windows.every(({ partitionBy }) =>
        partitionBy.some((key) => key.kind === 'column' && key.index === index),
      )
        ? findTargets(node.child, index)
        : [];
    case 'unnest':
      return index < node.child.columns.length ? findTargets(node.child, index) : [];
    case 'join':
      return throughJoin(node, index);
    case 'delim-join':
      // Rows of the left side that are left out feed no key to the right side: nothing else could use them.
      return index < node.left.columns.length && KEEPS_LEFT.has(node.joinType)
        ? findTargets(node.left, index)
        : [];
    case 'set-operation':
      return node.inputs.flatMap((input) => findTargets(input, index));
    default:
      return [];
  }
}

function throughGroup(node: AggregateNode, index: number): readonly CutColumn[] {
  const group = node.groups[index];
  const everywhere = node.groupingSets.every((set) => set.includes(index));
  return group?.kind === 'column' && everywhere ? findTargets(node.child, group.index) : [];
}

function throughJoin(node: JoinNode, index: number): readonly CutColumn[] {
  const width = node.left.columns.length;
  if (index < width) return KEEPS_LEFT.has(node.joinType) ? findTargets(node.left, index) : [];
  return KEEPS_RIGHT.has(node.joinType) && !node.asof ? findTargets(node.right, index - width) : [];
}
