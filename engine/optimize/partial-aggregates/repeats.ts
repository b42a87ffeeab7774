import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { SourceFacts } from '../rule.ts';
import { estimateRows, estimateValues } from './estimates.ts';
import { isKeyed } from './keyed.ts';

/** Below this many rows to a group, the source's work and wider columns cost more than the rows that do not travel. */
const ROWS_PER_GROUP = 2;

/**
 * Whether grouping a subtree is worth while: its keys hold no unique key of its rows, and as far as is known each group has
 * several of them. Where nothing is known of how often values repeat, those of one column are taken to where the side
 * has aggregates of its own (`hasPartial`), those of several together, or of a side that only weighs others, not.
 * Without sources, only what the plan's own shape rules out is.
 */
export function repeats(
  node: PlanNode,
  keys: readonly Expression[],
  hasPartial: boolean,
  sources: SourceFacts | undefined,
): boolean {
  const columns = new Set(keys.flatMap((key) => (key.kind === 'column' ? [key.index] : [])));
  if (isKeyed(node, columns, sources)) return false;
  if (sources === undefined) return true;
  const rows = estimateRows(node, sources);
  const values = keys.map((key) => estimateValues(key, node, sources));
  if (rows === null || values.some((one) => one === null)) return hasPartial && keys.length === 1;
  const groups = values.reduce<number>((product, one) => product * Math.max(1, one ?? 1), 1);
  return groups * ROWS_PER_GROUP <= rows;
}
