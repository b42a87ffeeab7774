import type { Connector } from '../../engine/spi/connector.ts';
import { MYSQL_CAPABILITIES } from './capabilities.ts';
import { parseConfig } from './config.ts';
import { MYSQL_COSTS } from './costs.ts';
import { mysqlDialect } from './dialect.ts';
import { MYSQL_FIELDS } from './fields.ts';
import { MysqlSource } from './source.ts';
import { configFromUrl, MYSQL_ENVIRONMENT } from './url.ts';

/** MySQL from 8.0.31 and MariaDB from 10.11, read in their text form. */
export const mysqlConnector: Connector = {
  kind: 'mysql',
  label: 'MySQL or MariaDB',
  fields: MYSQL_FIELDS,
  takesSecret: true,
  capabilities: MYSQL_CAPABILITIES,
  costs: MYSQL_COSTS,
  dialect: mysqlDialect,
  environment: MYSQL_ENVIRONMENT,
  fromUrl: configFromUrl,
  open: (config, context) => new MysqlSource(mysqlConnector, parseConfig(context.name, config), context),
};
