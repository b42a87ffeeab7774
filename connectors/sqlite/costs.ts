import type { CostProfile } from '../../engine/spi/cost-profile.ts';

export const SQLITE_COSTS: CostProfile = {
  startupMs: 0.3,
  scan: 0.1,
  operation: 0.05,
  decimal: 0.1,
  group: 0.13,
  groupMany: 0.22,
  accumulate: 0.08,
  join: 0.15,
  joinMany: 0.5,
  sort: 1,
  send: 0.25,
  sendColumn: 0.1,
  parallelScan: 1,
  // Over a million rows lists of 10,000 and 100,000 keys took 0.16 and 0.43 s, the scan itself 0.09.
  keys: { key: 3, test: 0.08 },
};
