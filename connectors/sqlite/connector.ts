import type { Capabilities } from '../../engine/spi/capabilities.ts';
import type { Connector } from '../../engine/spi/connector.ts';
import { SQLITE_FIELDS, sqliteConfig } from './config.ts';
import { SQLITE_COSTS } from './costs.ts';
import { sqliteDialect } from './dialect.ts';
import { SqliteSource } from './source.ts';
import { sqliteFromUrl } from './url.ts';

/** `cancel` is not claimed: a statement that works without giving rows blocks its thread, and its process is ended. */
const CAPABILITIES: Capabilities = {
  filter: true,
  project: true,
  limit: true,
  sort: true,
  topN: true,
  distinct: true,
  aggregate: true,
  groupingSets: false,
  joins: ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'],
  setOperations: ['union', 'union all', 'intersect', 'except'],
  window: true,
  values: true,
  snapshot: true,
  cancel: false,
  parallelScan: false,
  keySets: true,
};

/** SQLite files, read through Node's own SQLite. */
export const sqliteConnector: Connector = {
  kind: 'sqlite',
  label: 'SQLite',
  fields: SQLITE_FIELDS,
  takesSecret: false,
  capabilities: CAPABILITIES,
  costs: SQLITE_COSTS,
  dialect: sqliteDialect,
  environment: {},
  fromUrl: sqliteFromUrl,
  open: (config, context) =>
    new SqliteSource(context.name, sqliteConnector, sqliteConfig(context.name, config, context.workspaceDir)),
};
