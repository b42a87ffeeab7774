import type { KeyCosts } from '../types/key-costs.ts';

/**
 * What work takes at a kind of source, before anything was measured in the workspace: milliseconds where the name says
 * so, else microseconds a row. Each connector's figures are those of `npm run bench -- costs` against the real thing
 * with its default settings; a workspace corrects them by its own runs.
 */
export interface CostProfile {
  /** Milliseconds from sending the cheapest statement over an open connection to its end. */
  readonly startupMs: number;
  /** Reading a row of a table, its predicates apart. */
  readonly scan: number;
  /** One comparison or computation, text and floats among them. */
  readonly operation: number;
  /** One computation with decimals. */
  readonly decimal: number;
  /** Finding the group of a row among few, or whether it was there before. */
  readonly group: number;
  /** The same among 125,000. */
  readonly groupMany: number;
  /** Adding a row to one aggregate. */
  readonly accumulate: number;
  /** Taking a row through a join, of either side, where the smaller side has few rows. */
  readonly join: number;
  /** The same where it has 125,000. */
  readonly joinMany: number;
  /** Sorting a row among a million; it grows with the logarithm. */
  readonly sort: number;
  /** Sending a row and storing it here. */
  readonly send: number;
  /** The same for each of its columns. */
  readonly sendColumn: number;
  /** What reading in parallel ranges leaves of the time of one scan, 1 where there is no such reading. */
  readonly parallelScan: number;
  /** What keys of other fragments cost there; absent where it is DuckDB that reads them. */
  readonly keys?: KeyCosts;
}

/**
 * DuckDB in this process over tables in memory, as it does the remainder; `send` and `sendColumn` are of a copy, which
 * is how it brings what it reads in place. Measured at DuckDB 1.5.6 with two threads over 1 million rows by
 * `npm run bench -- costs --clock cpu`; what was below 0.5 ns stands as that.
 */
export const LOCAL_COSTS: CostProfile = {
  startupMs: 0.1,
  scan: 0.0005,
  operation: 0.0005,
  decimal: 0.0005,
  group: 0.0015,
  groupMany: 0.015,
  accumulate: 0.0005,
  join: 0.006,
  joinMany: 0.018,
  sort: 0.25,
  send: 0.001,
  sendColumn: 0.005,
  parallelScan: 1,
};
