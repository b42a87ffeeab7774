import type { AggregateCall, Expression } from '../../plan/expression.ts';

/** What an aggregate above the joins becomes: calls over the partial results, and its value over theirs. */
export interface Combined {
  /** What is summed over each whole group before; the calls are given the sums. */
  readonly totals: readonly Expression[];
  readonly calls: (totals: readonly Expression[]) => readonly AggregateCall[];
  readonly result: (columns: readonly Expression[]) => Expression;
}

/** A call that can be split, its keys known to the input. */
export interface SplitCall {
  /** The side finds out a part of it: the call would travel smaller. */
  readonly isPartial: boolean;
  /** Only after the last key. */
  combine(): Combined;
}
