import type { Capabilities } from '../../engine/spi/capabilities.ts';

/** Everything; keys go as array parameters. */
export const POSTGRES_CAPABILITIES: Capabilities = {
  filter: true,
  project: true,
  limit: true,
  sort: true,
  topN: true,
  distinct: true,
  aggregate: true,
  groupingSets: true,
  joins: ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'],
  setOperations: ['union', 'union all', 'intersect', 'except'],
  window: true,
  values: true,
  snapshot: true,
  cancel: true,
  parallelScan: true,
  keySets: true,
};
