import type { Connector } from '../../engine/spi/connector.ts';
import { POSTGRES_CAPABILITIES } from './capabilities.ts';
import { parseConfig, POSTGRES_FIELDS } from './config.ts';
import { POSTGRES_COSTS } from './costs.ts';
import { postgresDialect } from './dialect.ts';
import { PostgresSource } from './source.ts';
import { configFromUrl, POSTGRES_ENVIRONMENT } from './url.ts';

/** PostgreSQL, version 12 and later, read in its binary format. */
export const postgresConnector: Connector = {
  kind: 'postgres',
  label: 'PostgreSQL',
  fields: POSTGRES_FIELDS,
  takesSecret: true,
  capabilities: POSTGRES_CAPABILITIES,
  catalogMayBeOld: true,
  costs: POSTGRES_COSTS,
  dialect: postgresDialect,
  environment: POSTGRES_ENVIRONMENT,
  fromUrl: configFromUrl,
  open: (config, context) =>
    new PostgresSource(postgresConnector, parseConfig(context.name, config), context),
};
