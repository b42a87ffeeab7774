import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { estimatorOf } from '../estimator-of.ts';
import type { SourceFacts } from '../rule.ts';
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
  const estimator = estimatorOf(sources);
  const rows = estimator.rows(node);
  const groups = estimator.combinations(keys, node);
  const isUnknown = keys.some((key) => estimator.distinct(key, node) === null);
  if (rows === null || groups === null || isUnknown) return hasPartial && keys.length === 1;
  return groups * ROWS_PER_GROUP <= rows;
}
