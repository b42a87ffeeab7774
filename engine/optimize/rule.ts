import type { NodeIds } from '../plan/ids.ts';
import type { NodeId, PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';

/** What a rule may use beside the node it looks at. */
export interface RuleContext {
  readonly ids: NodeIds;
  /** Absent where a plan is rewritten apart from its sources: nothing is known of them then. */
  readonly sources?: SourceFacts;
}

/** What rules may ask about the sources that a plan reads. What they are told decides what pays, never what is right. */
export interface SourceFacts {
  /** The catalog's entry behind a scan: keys, row counts and statistics as the source keeps them. */
  table(scan: ScanNode): CatalogTable;
  /** Whether the source that a subtree reads can run all of it, so that nothing of it would come back to be done here. */
  canRun(source: string, subtree: PlanNode): boolean;
}

/**
 * One rewrite. It looks at one node (its subtree included) and returns what to put in its place, or null where it
 * does not fire. It goes by the node and the context alone: where it did not fire it is not asked about the same object
 * again. The replacement has the same columns: number, types and order. A rule of scope `plan` is given the
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
  /** The operator that the rule looked at, and what stands in its place: often the same one, changed. */
  readonly at: NodeId;
  readonly into: NodeId;
  readonly consumed: readonly NodeId[];
  readonly made: readonly NodeId[];
}
