import type { Expression } from '../plan/expression.ts';
import type { AggregateNode, JoinNode, PlanNode, ScanNode } from '../plan/node.ts';
import type { Estimates, UniqueKey } from './estimates.ts';
import { equalitiesOf } from './equalities.ts';

type KeyEstimates = Pick<Estimates, 'table' | 'uniqueKeys'>;

/** As many as matter: a plan of many joins would multiply them. */
const MOST_KEYS = 8;

/**
 * The unique keys of a subtree's rows, by the sources' keys and the plan's groups. One that takes NULLs counts: the
 * question is what to expect, and such rows are few.
 */
export function uniqueKeysOf(node: PlanNode, estimates: KeyEstimates): readonly UniqueKey[] {
  switch (node.kind) {
    case 'scan':
      return ofTable(node, estimates);
    case 'filter':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'model':
    case 'governed':
    case 'sample':
    case 'window':
      return estimates.uniqueKeys(node.child);
    case 'project':
      return through(estimates.uniqueKeys(node.child), node.expressions);
    case 'aggregate':
      return ofGroups(node, estimates);
    case 'distinct':
      return node.on === null
        ? [...estimates.uniqueKeys(node.child), new Set(node.columns.keys())]
        : estimates.uniqueKeys(node.child);
    case 'join':
      return ofJoin(node, estimates);
    default:
      return [];
  }
}

function ofTable(node: ScanNode, estimates: KeyEstimates): readonly UniqueKey[] {
  const at = new Map(node.fields.map((field, index) => [field.name, index]));
  return estimates.table(node).keys.flatMap((key) => {
    const positions = key.columns.flatMap((name) => at.get(name) ?? []);
    return key.kind !== 'foreign' && positions.length === key.columns.length ? [new Set(positions)] : [];
  });
}

function through(
  keys: readonly UniqueKey[],
  expressions: readonly (Expression | undefined)[],
): readonly UniqueKey[] {
  const at = new Map<number, number>();
  for (const [index, one] of expressions.entries()) if (one?.kind === 'column') at.set(one.index, index);
  return keys.flatMap((key) => {
    const positions = [...key].flatMap((index) => at.get(index) ?? []);
    return positions.length === key.size ? [new Set(positions)] : [];
  });
}

function ofGroups(node: AggregateNode, estimates: KeyEstimates): readonly UniqueKey[] {
  if (node.groupingSets.length !== 1) return [];
  return [new Set(node.groups.keys()), ...through(estimates.uniqueKeys(node.child), node.groups)];
}

/** A side keeps its keys where each of its rows meets at most one of the other; else keys of both sides make one. */
function ofJoin(node: JoinNode, estimates: KeyEstimates): readonly UniqueKey[] {
  const left = estimates.uniqueKeys(node.left);
  if (node.joinType === 'semi' || node.joinType === 'anti') return left;
  if (node.joinType === 'mark' || node.joinType === 'single') return left;
  const width = node.left.columns.length;
  const right = estimates.uniqueKeys(node.right);
  const moved = right.map((key): UniqueKey => new Set([...key].map((index) => index + width)));
  const { pairs } = equalitiesOf(node.conditions, width);
  const met = (keys: readonly UniqueKey[], side: 'left' | 'right'): boolean => {
    const columns = new Set(pairs.flatMap((pair) => (pair[side].kind === 'column' ? pair[side].index : [])));
    return hasKey(keys, columns);
  };
  const keeps = node.joinType === 'inner' || node.joinType === 'left' || node.joinType === 'right';
  const result = [
    ...(keeps && node.joinType !== 'right' && met(right, 'right') ? left : []),
    ...(keeps && node.joinType !== 'left' && met(left, 'left') ? moved : []),
  ];
  if (result.length > 0) return result.slice(0, MOST_KEYS);
  return left.flatMap((one) => moved.map((other) => new Set([...one, ...other]))).slice(0, MOST_KEYS);
}

/** Whether a set of columns holds a unique key. */
export function hasKey(keys: readonly UniqueKey[], columns: ReadonlySet<number>): boolean {
  return keys.some((key) => [...key].every((column) => columns.has(column)));
}
