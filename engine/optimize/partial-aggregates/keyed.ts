import type { Expression } from '../../plan/expression.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import type { SourceFacts } from '../rule.ts';

/**
 * Whether no two rows of a subtree agree on all of the given columns, by the sources' keys and the plan's groups. A
 * unique key that takes NULLs counts: the question is what pays, and such rows are few.
 */
export function isKeyed(
  node: PlanNode,
  columns: ReadonlySet<number>,
  sources: SourceFacts | undefined,
): boolean {
  switch (node.kind) {
    case 'scan': {
      const names = new Set([...columns].map((index) => node.fields[index]?.name));
      const keys = sources?.table(node).keys ?? [];
      return keys.some((key) => key.kind !== 'foreign' && key.columns.every((name) => names.has(name)));
    }
    case 'filter':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'model':
      return isKeyed(node.child, columns, sources);
    case 'project':
      return isKeyed(node.child, through(node.expressions, columns), sources);
    case 'aggregate':
      return node.groupingSets.length === 1 && node.groups.every((_, at) => columns.has(at));
    case 'distinct':
      return node.on === null && node.columns.every((_, at) => columns.has(at));
    case 'join':
      return isJoinKeyed(node, columns, sources);
    default:
      return false;
  }
}

function through(expressions: readonly Expression[], columns: ReadonlySet<number>): ReadonlySet<number> {
  const below = new Set<number>();
  for (const [at, expression] of expressions.entries())
    if (columns.has(at) && expression.kind === 'column') below.add(expression.index);
  return below;
}

/** Both sides are, once the columns that equalities and keys decide are counted with the others. */
function isJoinKeyed(
  node: JoinNode,
  columns: ReadonlySet<number>,
  sources: SourceFacts | undefined,
): boolean {
  const width = node.left.columns.length;
  if (node.joinType === 'semi' || node.joinType === 'anti') return isKeyed(node.left, columns, sources);
  const known = new Set(columns);
  const all = width + node.right.columns.length;
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    if (isKeyed(node.left, between(known, 0, width), sources)) addAll(known, 0, width);
    if (isKeyed(node.right, between(known, width, all), sources)) addAll(known, width, all);
    if (node.joinType === 'inner') addEqual(known, node.conditions);
  }
  return (
    isKeyed(node.left, between(known, 0, width), sources) &&
    isKeyed(node.right, between(known, width, all), sources)
  );
}

function between(known: ReadonlySet<number>, from: number, to: number): ReadonlySet<number> {
  return new Set([...known].filter((index) => index >= from && index < to).map((index) => index - from));
}

function addAll(known: Set<number>, from: number, to: number): void {
  for (let index = from; index < to; index += 1) known.add(index);
}

function addEqual(known: Set<number>, conditions: readonly Expression[]): void {
  for (const one of conditions) {
    if (one.kind !== 'compare' || one.op !== '=') continue;
    if (one.left.kind !== 'column' || one.right.kind !== 'column') continue;
    if (known.has(one.left.index)) known.add(one.right.index);
    if (known.has(one.right.index)) known.add(one.left.index);
  }
}
