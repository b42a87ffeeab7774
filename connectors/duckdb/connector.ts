import type { Capabilities } from '../../engine/spi/capabilities.ts';
import type { Connector } from '../../engine/spi/connector.ts';
import { LOCAL_COSTS } from '../../engine/spi/cost-profile.ts';
import { DUCKDB_FIELDS, duckdbFile, duckdbFromUrl } from './config.ts';
import { DuckdbSource } from './source.ts';

/** The local DuckDB does the work, so it can do all of it; parallel ranges are DuckDB's own matter. */
const CAPABILITIES: Capabilities = {
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
  parallelScan: false,
  keySets: true,
};

/** DuckDB database files, read in place. */
export const duckdbConnector: Connector = {
  kind: 'duckdb',
  label: 'DuckDB',
  fields: DUCKDB_FIELDS,
  takesSecret: false,
  capabilities: CAPABILITIES,
  costs: LOCAL_COSTS,
  dialect: null,
  environment: {},
  fromUrl: duckdbFromUrl,
  open: (config, context) =>
    new DuckdbSource(duckdbConnector, context, duckdbFile(context.name, config, context.workspaceDir)),
};
