import type { Capabilities } from '../../engine/spi/capabilities.ts';

/** What both MySQL and MariaDB have and DuckDB has alike. A snapshot can't be shared, so nothing is read in ranges. */
export const MYSQL_CAPABILITIES: Capabilities = {
  filter: true,
  project: true,
  limit: true,
  sort: true,
  topN: true,
  distinct: true,
  aggregate: true,
  groupingSets: false,
  joins: ['inner', 'left', 'right', 'semi', 'anti', 'cross'],
  setOperations: ['union', 'union all', 'intersect', 'except'],
  window: true,
  values: true,
  snapshot: true,
  cancel: true,
  parallelScan: false,
  keySets: true,
};
