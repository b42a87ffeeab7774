import type { ConfigField, SourceConfig } from '../../engine/spi/config-field.ts';
import {
  CLIENT_CERTIFICATE_FIELDS,
  HOST_FIELD,
  portField,
  SSLMODE_FIELD,
} from '../../engine/spi/network/server-fields.ts';
import { SettingsReader } from '../../engine/spi/settings-reader.ts';
import { SSL_MODES, type SslMode } from '../../engine/spi/network/ssl-mode.ts';
import type { DataType } from '../../engine/types/data-type.ts';

/** The section of `atoll.yaml`, checked. */
export interface PostgresConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslmode: SslMode;
  /** A file of root certificates, from the workspace folder or absolute; null for the system's. */
  readonly sslrootcert: string | null;
  /** Files of the client's certificate and its key; null where there are none. */
  readonly sslcert: string | null;
  readonly sslkey: string | null;
  /** The schema whose tables may be named without it. */
  readonly schema: string;
  /** The only schemas shown; null for all that the user may see. */
  readonly schemas: readonly string[] | null;
  readonly applicationName: string;
  /** What `numeric` without precision arrives as. */
  readonly numeric: DataType;
  /** A private server that is started when needed; null for one that runs by itself. */
  readonly managed: { readonly seed: string | null } | null;
}

export const POSTGRES_FIELDS: readonly ConfigField[] = [
  HOST_FIELD,
  portField(5432),
  {
    name: 'database',
    label: 'Database',
    type: 'text',
    required: true,
    help: 'One database; others are sources of their own.',
  },
  {
    name: 'user',
    label: 'User',
    type: 'text',
    required: true,
    help: 'Role to log in as; one that may only read is best.',
  },
  SSLMODE_FIELD,
  {
    name: 'sslrootcert',
    label: 'Root certificates',
    type: 'path',
    required: false,
    help: 'PEM file to check the server against, where its certificate is not publicly signed.',
  },
  ...CLIENT_CERTIFICATE_FIELDS,
  {
    name: 'schema',
    label: 'Default schema',
    type: 'text',
    required: false,
    default: 'public',
    help: 'Tables of this schema may be named without it.',
  },
  {
    name: 'schemas',
    label: 'Schemas',
    type: 'list',
    required: false,
    help: 'Show these schemas only; all that the user may see where absent.',
  },
  {
    name: 'applicationName',
    label: 'Application name',
    type: 'text',
    required: false,
    default: 'atoll',
    help: 'How the connections show in pg_stat_activity.',
  },
  {
    name: 'numeric',
    label: 'Unbounded numeric',
    type: 'text',
    required: false,
    default: 'text',
    help: 'How numeric without precision arrives: text (exact), double (rounded) or decimal(p,s) (fails on values that do not fit).',
  },
  {
    name: 'managed',
    label: 'Managed server',
    type: 'object',
    required: false,
    help: 'A private PostgreSQL that Atoll starts when needed: { seed: file.sql }.',
  },
];

/** Checks a source's section. Throws AtollError `workspace-invalid` naming the field. */
export function parseConfig(source: string, config: SourceConfig): PostgresConfig {
  const fields = new SettingsReader(source, config);
  fields.refuseUnknown('PostgreSQL', POSTGRES_FIELDS);
  const managed = managedOf(fields);
  return {
    host: fields.text('host', 'localhost'),
    port: fields.port(5432),
    database: fields.text('database', managed === null ? null : source),
    user: fields.text('user', managed === null ? null : source),
    sslmode: fields.choice('sslmode', SSL_MODES, 'prefer'),
    sslrootcert: fields.optionalText('sslrootcert'),
    sslcert: fields.optionalText('sslcert'),
    sslkey: fields.optionalText('sslkey'),
    schema: fields.text('schema', 'public'),
    schemas: fields.names('schemas'),
    applicationName: fields.text('applicationName', 'atoll'),
    numeric: numericType(fields),
    managed,
  };
}

function numericType(fields: SettingsReader): DataType {
  const value = fields.raw('numeric') ?? 'text';
  if (value === 'text') return { id: 'VARCHAR' };
  if (value === 'double') return { id: 'DOUBLE' };
  const parts = typeof value === 'string' ? /^decimal\((\d+),\s*(\d+)\)$/i.exec(value) : null;
  const [width, scale] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || width < 1 || width > 38 || scale > width) {
    throw fields.wrong('numeric', 'must be text, double or decimal(p,s) with p up to 38');
  }
  return { id: 'DECIMAL', width, scale };
}

function managedOf(fields: SettingsReader): PostgresConfig['managed'] {
  const value = fields.raw('managed');
  if (value === undefined || value === null || value === false) return null;
  if (typeof value !== 'object' || Array.isArray(value))
    throw fields.wrong('managed', 'must look like { seed: file.sql }');
  const unknown = Object.keys(value).find((name) => name !== 'seed');
  if (unknown !== undefined) throw fields.wrong(`managed.${unknown}`, 'is not a setting; there is seed');
  const seed: unknown = Reflect.get(value, 'seed') ?? null;
  if (seed !== null && (typeof seed !== 'string' || seed === ''))
    throw fields.wrong('managed.seed', 'must be the path of a SQL file');
  return { seed };
}
