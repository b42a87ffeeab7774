import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { SourceConfig } from '../../engine/spi/config-field.ts';
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
  /** The databases shown, the default one among them. */
  readonly databases: readonly string[];
  /** What a date with a zero in it, such as `0000-00-00`, is read as. */
  readonly zeroDates: (typeof ZERO_DATES)[number];
  /** What columns of type TIME arrive as. */
  readonly time: TimeForm;
}

const KNOWN: ReadonlySet<string> = new Set(MYSQL_FIELDS.map((field) => field.name));

/** Checks a source's section. Throws AtollError `workspace-invalid` naming the field. */
export function parseConfig(source: string, config: SourceConfig): MysqlConfig {
  const fields = new Fields(source, config);
  fields.refuseUnknown();
  const database = fields.text('database', null);
  const others = fields.names('databases') ?? [];
  return {
    host: fields.text('host', 'localhost'),
    port: fields.port(),
    database,
    user: fields.text('user', null),
    sslmode: fields.choice('sslmode', SSL_MODES, 'prefer'),
    sslca: fields.optionalText('sslca'),
    databases: [database, ...others.filter((name) => name !== database)],
    zeroDates: fields.choice('zeroDates', ZERO_DATES, 'error'),
    time: fields.choice('time', TIME_FORMS, 'time'),
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
      throw this.#wrong(unknown, `is not a setting of MySQL; there are ${[...KNOWN].join(', ')}`);
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
    const value = this.#config['port'] ?? 3306;
    const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw this.#wrong('port', 'must be a number from 1 to 65535');
    }
    return port;
  }

  choice<T extends string>(field: string, choices: readonly T[], fallback: T): T {
    const value = this.#config[field] ?? fallback;
    const chosen = choices.find((candidate) => candidate === value);
    if (chosen === undefined) throw this.#wrong(field, `must be one of ${choices.join(', ')}`);
    return chosen;
  }

  names(field: string): readonly string[] | null {
    const value = this.#config[field];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
      throw this.#wrong(field, 'must be a list of names');
    }
    return value;
  }
}
