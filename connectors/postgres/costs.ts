import type { CostProfile } from '../../engine/spi/cost-profile.ts';

/**
 * Measured at PostgreSQL 15 with its default settings (two workers, jit) over 6 million rows of TPC-H's lineitem, with
 * the machine to itself; `groupMany` and `joinMany` at PostgreSQL 18.4 over 1 million rows by
 * `npm run bench -- costs --clock cpu`. That gave `scan`, `decimal`, `join`, `sort` and `sendColumn` the same within a
 * third, and a fifth to three fifths of `startupMs`, `operation`, `group`, `accumulate` and `send`; CPU time does not
 * show what reading in ranges saves.
 */
export const POSTGRES_COSTS: CostProfile = {
  startupMs: 0.3,
  scan: 0.022,
  operation: 0.01,
  decimal: 0.026,
  group: 0.045,
  groupMany: 0.25,
  accumulate: 0.015,
  join: 0.04,
  joinMany: 0.15,
  sort: 0.7,
  send: 0.15,
  sendColumn: 0.068,
  parallelScan: 0.75,
  // Over 6 million rows an array of 1,000 keys took 0.36 s, of 200,000 0.70 and 0.87 s, the scan itself 0.5.
  keys: { key: 2, test: 0.04 },
};
