import type { CostProfile } from '../../engine/spi/cost-profile.ts';

export const MYSQL_COSTS: CostProfile = {
  startupMs: 1,
  scan: 0.2,
  operation: 0.05,
  decimal: 0.15,
  group: 0.2,
  groupMany: 0.6,
  accumulate: 0.1,
  join: 0.3,
  joinMany: 0.6,
  sort: 1,
  send: 0.05,
  sendColumn: 0.06,
  parallelScan: 1,
};
