import type { CostProfile } from '../../engine/spi/cost-profile.ts';

export const POSTGRES_COSTS: CostProfile = {
  startupMs: 1,
  scan: 0.05,
  operation: 0.02,
  decimal: 0.07,
  group: 0.045,
  groupMany: 0.2,
  accumulate: 0.04,
  join: 0.04,
  joinMany: 0.19,
  sort: 0.8,
  send: 0.12,
  sendColumn: 0.068,
  parallelScan: 0.75,
  // Over 6 million rows an array of 1,000 keys took 0.36 s, of 200,000 0.70 and 0.87 s, the scan itself 0.5.
  keys: { key: 2, test: 0.04 },
};
