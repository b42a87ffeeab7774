import type { NodeIds } from '../plan/ids.ts';
import type { NodeId, PlanNode } from '../plan/node.ts';

/** What a rule may use beside the node it looks at. */
export interface RuleContext {
  readonly ids: NodeIds;
}

/**
 * One rewrite. It looks at one node (its subtree included) and returns what to put in its place, or null where it
 * does not fire. The replacement has the same columns: number, types and order. A rule of scope `plan` is given the
 * root alone.
 */
export interface Rule {
  readonly name: string;
  readonly scope: 'node' | 'plan';
  apply(node: PlanNode, context: RuleContext): PlanNode | null;
}

/** One firing: the operators that went and those that came, so that what is found at the end leads back to the user's own. */
export interface TraceEvent {
  readonly rule: string;
  readonly consumed: readonly NodeId[];
  readonly made: readonly NodeId[];
}
