import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { ConfigField, SourceConfig } from '../../engine/spi/config-field.ts';
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
  {
    name: 'host',
    label: 'Host',
    type: 'text',
    required: false,
    default: 'localhost',
    help: 'Name or address of the server.',
  },
  {
    name: 'port',
    label: 'Port',
    type: 'number',
    required: false,
    default: 5432,
    help: 'TCP port of the server.',
  },
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
  {
    name: 'sslmode',
    label: 'Encryption',
    type: 'choice',
    required: false,
    default: 'prefer',
    choices: SSL_MODES,
    help: 'prefer and require encrypt without checking who the server is; verify-full checks its certificate and name.',
  },
  {
    name: 'sslrootcert',
    label: 'Root certificates',
    type: 'path',
    required: false,
    help: 'PEM file to check the server against, where its certificate is not publicly signed.',
  },
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

const KNOWN: ReadonlySet<string> = new Set(POSTGRES_FIELDS.map((field) => field.name));

/** Checks a source's section. Throws AtollError `workspace-invalid` naming the field. */
export function parseConfig(source: string, config: SourceConfig): PostgresConfig {
  const fields = new Fields(source, config);
  fields.refuseUnknown();
  const managed = fields.managed();
  return {
    host: fields.text('host', 'localhost'),
    port: fields.port(),
    database: fields.text('database', managed === null ? null : source),
    user: fields.text('user', managed === null ? null : source),
    sslmode: fields.sslMode(),
    sslrootcert: fields.optionalText('sslrootcert'),
    schema: fields.text('schema', 'public'),
    schemas: fields.names('schemas'),
    applicationName: fields.text('applicationName', 'atoll'),
    numeric: fields.numericType(),
    managed,
  };
}

class Fields {
  readonly #source: string;
  readonly #config: SourceConfig;

  constructor(source: string, config: SourceConfig) {
    this.#source = source;
    this.#config = config;
  }

  #wrong(field: string, expected: string): AtollError {
    return new AtollError('workspace-invalid', `Source ${this.#source}: ${field} ${expected}.`, {
      source: this.#source,
      step: 'config',
      hint: `Correct ${field} of ${this.#source} in atoll.yaml.`,
    });
  }

  refuseUnknown(): void {
    const unknown = Object.keys(this.#config).find((name) => !KNOWN.has(name));
    if (unknown !== undefined) {
      throw this.#wrong(unknown, `is not a setting of PostgreSQL; there are ${[...KNOWN].join(', ')}`);
    }
  }

  optionalText(field: string): string | null {
    const value = this.#config[field];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || value === '' || value.includes('\0'))
      throw this.#wrong(field, 'must be a text');
    return value;
  }

  text(field: string, fallback: string | null): string {
    const value = this.optionalText(field) ?? fallback;
    if (value === null) throw this.#wrong(field, 'is missing');
    return value;
  }

  port(): number {
    const value = this.#config['port'] ?? 5432;
    const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw this.#wrong('port', 'must be a number from 1 to 65535');
    }
    return port;
  }

  sslMode(): SslMode {
    const value = this.#config['sslmode'] ?? 'prefer';
    const mode = SSL_MODES.find((candidate) => candidate === value);
    if (mode === undefined) throw this.#wrong('sslmode', `must be one of ${SSL_MODES.join(', ')}`);
    return mode;
  }

  names(field: string): readonly string[] | null {
    const value = this.#config[field];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
      throw this.#wrong(field, 'must be a list of names');
    }
    return value;
  }

  numericType(): DataType {
    const value = this.#config['numeric'] ?? 'text';
    if (value === 'text') return { id: 'VARCHAR' };
    if (value === 'double') return { id: 'DOUBLE' };
    const parts = typeof value === 'string' ? /^decimal\((\d+),\s*(\d+)\)$/i.exec(value) : null;
    const [width, scale] = [Number(parts?.[1]), Number(parts?.[2])];
    if (parts === null || width < 1 || width > 38 || scale > width) {
      throw this.#wrong('numeric', 'must be text, double or decimal(p,s) with p up to 38');
    }
    return { id: 'DECIMAL', width, scale };
  }

  managed(): PostgresConfig['managed'] {
    const value = this.#config['managed'];
    if (value === undefined || value === null || value === false) return null;
    if (typeof value !== 'object' || Array.isArray(value))
      throw this.#wrong('managed', 'must look like { seed: file.sql }');
    const unknown = Object.keys(value).find((name) => name !== 'seed');
    if (unknown !== undefined) throw this.#wrong(`managed.${unknown}`, 'is not a setting; there is seed');
    const seed: unknown = Reflect.get(value, 'seed') ?? null;
    if (seed !== null && (typeof seed !== 'string' || seed === ''))
      throw this.#wrong('managed.seed', 'must be the path of a SQL file');
    return { seed };
  }
}
