import type { SourceConfig } from '../../engine/spi/config-field.ts';
import { SettingsReader } from '../../engine/spi/settings-reader.ts';
import { SSL_MODES, type SslMode } from '../../engine/spi/network/ssl-mode.ts';
import { MYSQL_FIELDS, TIME_FORMS, type TimeForm, ZERO_DATES } from './fields.ts';

/** The section of `atoll.yaml`, checked. */
export interface MysqlConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslmode: SslMode;
  /** A file of root certificates, from the workspace folder or absolute; null for the system's. */
  readonly sslca: string | null;
  /** Files of the client's certificate and its key; null where there are none. */
  readonly sslcert: string | null;
  readonly sslkey: string | null;
  /** The databases shown, the default one among them. */
  readonly databases: readonly string[];
  /** What a date with a zero in it, such as `0000-00-00`, is read as. */
  readonly zeroDates: (typeof ZERO_DATES)[number];
  /** What columns of type TIME arrive as. */
  readonly time: TimeForm;
}

/** Checks a source's section. Throws AtollError `workspace-invalid` naming the field. */
export function parseConfig(source: string, config: SourceConfig): MysqlConfig {
  const fields = new SettingsReader(source, config);
  fields.refuseUnknown('MySQL', MYSQL_FIELDS);
  const database = fields.text('database', null);
  const others = fields.names('databases') ?? [];
  return {
    host: fields.text('host', 'localhost'),
    port: fields.port(3306),
    database,
    user: fields.text('user', null),
    sslmode: fields.choice('sslmode', SSL_MODES, 'prefer'),
    sslca: fields.optionalText('sslca'),
    sslcert: fields.optionalText('sslcert'),
    sslkey: fields.optionalText('sslkey'),
    databases: [database, ...others.filter((name) => name !== database)],
    zeroDates: fields.choice('zeroDates', ZERO_DATES, 'error'),
    time: fields.choice('time', TIME_FORMS, 'time'),
  };
}
