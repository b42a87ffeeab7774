import type { CostProfile } from '../../engine/spi/cost-profile.ts';

/**
 * Measured at MariaDB 10.11.19 with its default settings, its tables in memory: between what
 * `npm run bench -- costs --clock cpu` gave over 1 million rows, and times of 0.8 million rows with the machine to itself,
 * which were 0.6 to 2.3 times as long, and for `group` thrice. Joins look each row up in an index of the other table:
 * MariaDB has no hash join by default.
 */
export const MYSQL_COSTS: CostProfile = {
  startupMs: 0.1,
  scan: 0.06,
  operation: 0.02,
  decimal: 0.045,
  group: 0.1,
  groupMany: 0.35,
  accumulate: 0.04,
  join: 0.4,
  joinMany: 0.7,
  sort: 0.75,
  send: 0.05,
  sendColumn: 0.055,
  parallelScan: 1,
  // Over 3 million rows lists of 1,000, 50,000 and 200,000 keys took 0.50, 0.64 and 1.68 s, the scan itself 0.5.
  keys: { key: 4, test: 0.08 },
};
