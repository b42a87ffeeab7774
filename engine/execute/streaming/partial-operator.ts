import type { PlanNode } from '../../plan/node.ts';

/** What an operator does of its work batch by batch, and what is left for the end. */
export interface Partial {
  /** Over a batch of the operator's input. */
  batch(input: PlanNode): PlanNode;
  /** In place of the operator, over all that came of the batches. */
  rest(gathered: PlanNode): PlanNode;
  /** So many rows of the batches are enough. */
  readonly enough: number | null;
}
