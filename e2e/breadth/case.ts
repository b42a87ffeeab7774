import type { CompareOptions } from '../oracle/compare.ts';

/** One query of the breadth tests and how its answer is compared; without options as a multiset of rows. */
export interface BreadthCase extends Pick<CompareOptions, 'ordered' | 'countOnly' | 'signOfZero'> {
  /** What is special about it; unique over all topics. */
  readonly name: string;
  readonly sql: string;
  /** Why the case is as it is, where its name does not say. */
  readonly note?: string;
}
