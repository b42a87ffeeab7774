import type { DelimJoinNode, FilterNode, JoinNode, PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import type { ColumnEstimate } from './column-estimate.ts';

/** What estimating must be told. */
export interface Known {
  /** The catalog's entry behind a scan. */
  table(scan: ScanNode): CatalogTable;
  /** The subtree that a fragment runs at its source; null or absent where it is not one of this plan. */
  fragment?(id: string): PlanNode | null;
  /** Rows of a fragment where they were estimated already, with what cuts it; undefined where not. */
  rows?(fragment: string): number | null | undefined;
  /** Answers for the subtrees that fragments run; where absent they are worked out along with all else. */
  readonly ofFragments?: Estimates;
}

export type AnyJoin = JoinNode | DelimJoinNode;

/** What a join does to its sides. */
export interface JoinEstimate {
  readonly rows: number | null;
  /** Pairs of rows that meet; null where it is not known. */
  readonly matches: number | null;
  /** The share of a side's rows that meet at least one of the other. */
  readonly leftMet: number;
  readonly rightMet: number;
}

/** Rows under predicates. */
export interface Filtered {
  /** The share of rows, 0 to 1, that all predicates together keep. */
  readonly share: number;
  /** A column in the rows that are kept. */
  column(index: number): ColumnEstimate | null;
}

/** A set of a node's columns, by position, that no two of its rows agree on. */
export type UniqueKey = ReadonlySet<number>;

/** What the parts of the estimator ask of each other; each answer is worked out once. */
export interface Estimates {
  table(scan: ScanNode): CatalogTable;
  /** Rows that a subtree gives; null where that is not known. */
  rows(node: PlanNode): number | null;
  /** What is expected of a column of a subtree's rows; null where that is nothing. */
  column(node: PlanNode, index: number): ColumnEstimate | null;
  uniqueKeys(node: PlanNode): readonly UniqueKey[];
  join(node: AnyJoin): JoinEstimate;
  filtered(node: FilterNode): Filtered;
  /** The subtree that a fragment runs; null where it is none of this plan. */
  fragment(id: string): PlanNode | null;
  fragmentRows(id: string): number | null;
  /** What to ask about the subtrees that fragments run. */
  readonly ofFragments: Estimates;
  /** What references of a name read: a CTE's definition, or the join that feeds its right side; null where it is not met yet. */
  definition(name: string): PlanNode | null;
}
