import type { Capabilities } from '../../engine/spi/capabilities.ts';
import type { Connector } from '../../engine/spi/connector.ts';
import { LOCAL_COSTS } from '../../engine/spi/cost-profile.ts';
import { FILES_FIELDS, filesConfig } from './config.ts';
import { FilesSource } from './source.ts';
import { filesFromUrl } from './url.ts';

/** The local DuckDB does the work, so it can do all of it; files have no snapshot. */
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
  snapshot: false,
  cancel: true,
  parallelScan: false,
  keySets: true,
};

/** Parquet, CSV, TSV and JSON files, read in place. */
export const filesConnector: Connector = {
  kind: 'files',
  label: 'Files',
  fields: FILES_FIELDS,
  takesSecret: false,
  capabilities: CAPABILITIES,
  costs: LOCAL_COSTS,
  dialect: null,
  environment: {},
  fromUrl: filesFromUrl,
  open: (config, context) =>
    new FilesSource(filesConnector, context, filesConfig(context.name, config, context.workspaceDir)),
};
