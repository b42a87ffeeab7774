import type { CostProfile } from '../../engine/spi/cost-profile.ts';

/**
 * Measured at SQLite 3.53.4 with its default settings, the file in the system's cache, over 1 million rows by
 * `npm run bench -- costs --clock cpu`. `sendColumn` is the mean of types that differ: an integer takes 0.06, a decimal,
 * which SQLite keeps as a float, 0.6. Joins look each row up in the other table's b-tree.
 */
export const SQLITE_COSTS: CostProfile = {
  startupMs: 0.02,
  scan: 0.02,
  operation: 0.007,
  decimal: 0.006,
  group: 0.13,
  groupMany: 0.2,
  accumulate: 0.012,
  join: 0.12,
  joinMany: 0.2,
  sort: 0.4,
  send: 0.25,
  sendColumn: 0.25,
  parallelScan: 1,
  // Over a million rows lists of 10,000 and 100,000 keys took 0.16 and 0.43 s, the scan itself 0.09.
  keys: { key: 3, test: 0.08 },
};
