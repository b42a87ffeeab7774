import type { Column } from '../../plan/column.ts';
import type { PlanNode } from '../../plan/node.ts';

/**
 * How a remainder is run while its rows come: the lower part of it goes through batch by batch into a table, and what is
 * above runs over that table at the end.
 */
export interface StreamPlan {
  /** The inputs of a UNION ALL, or one. */
  readonly parts: readonly StreamPart[];
  /** Of the table that they fill. */
  readonly columns: readonly Column[];
  /** The name of that table, staged as a fragment is; null where it is the result itself. */
  readonly into: string | null;
  /** So many rows are enough: nobody asks for more. Null where all are needed. */
  readonly enough: number | null;
  /** What is left to do over the table, in place of the whole remainder; null where nothing is. */
  readonly remainder: PlanNode | null;
}

/** One input of the table. */
export interface StreamPart {
  /** The fragment whose batches go through it; null where it runs once, over all of its fragments. */
  readonly streamed: string | null;
  /** Over the fragments. */
  readonly whole: PlanNode;
  /** The same over the batches of the streamed fragment and over tables of `sides`. */
  readonly node: PlanNode;
  /** What the batches meet that is worth computing once and not for each batch. */
  readonly sides: readonly StreamSide[];
}

/** A subtree without the streamed fragment, and the table that it is put into. */
export interface StreamSide {
  readonly table: string;
  readonly plan: PlanNode;
}
