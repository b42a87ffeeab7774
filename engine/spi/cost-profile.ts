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
  /** The same among a quarter of a million. */
  readonly groupMany: number;
  /** Adding a row to one aggregate. */
  readonly accumulate: number;
  /** Taking a row through a join, of either side, where the smaller side has few rows. */
  readonly join: number;
  /** The same where it has a quarter of a million. */
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

/** DuckDB in this process over tables in memory, as it does the remainder. */
export const LOCAL_COSTS: CostProfile = {
  startupMs: 0.5,
  scan: 0.001,
  operation: 0.001,
  decimal: 0.003,
  group: 0.005,
  groupMany: 0.02,
  accumulate: 0.004,
  join: 0.005,
  joinMany: 0.02,
  sort: 0.15,
  send: 0,
  sendColumn: 0.005,
  parallelScan: 1,
};
