import type { FilteredColumn } from './filters-of-duckdb.ts';

/** Columns that DuckDB's own plan filters at their scans and ours does not, and why that is right. */
export interface Difference {
  readonly columns: readonly FilteredColumn[];
  readonly reason: string;
}

/** By topic and case. */
export const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'windows: share of the partition': {
    columns: ['shop.orders.price'],
    reason:
      'DuckDB reads the table twice, the second time for sums by group that it joins; we read it once, filtered.',
  },
};
