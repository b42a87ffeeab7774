import { AtollError } from '../errors/atoll-error.ts';
import type { ConfigField, SourceConfig } from './config-field.ts';

/**
 * Reads a server's section of `atoll.yaml` setting by setting. Throws AtollError `workspace-invalid` naming the one that
 * is wrong.
 */
export class SettingsReader {
  readonly #source: string;
  readonly #config: SourceConfig;

  constructor(source: string, config: SourceConfig) {
    this.#source = source;
    this.#config = config;
  }

  /** The error of a setting; `expected` goes on after its name. */
  wrong(field: string, expected: string): AtollError {
    return new AtollError('workspace-invalid', `Source ${this.#source}: ${field} ${expected}.`, {
      source: this.#source,
      step: 'config',
      hint: `Correct ${field} of ${this.#source} in atoll.yaml.`,
    });
  }

  /** Every setting must be among the fields; `product` is what the source is, such as PostgreSQL. */
  refuseUnknown(product: string, fields: readonly ConfigField[]): void {
    const known = fields.map(({ name }) => name);
    const unknown = Object.keys(this.#config).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw this.wrong(unknown, `is not a setting of ${product}; there are ${known.join(', ')}`);
    }
  }

  /** The setting as it stands there. */
  raw(field: string): unknown {
    return this.#config[field];
  }

  optionalText(field: string): string | null {
    const value = this.#config[field];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || value === '' || value.includes('\0'))
      throw this.wrong(field, 'must be a text');
    return value;
  }

  /** A text; an error where neither it nor a fallback is there. */
  text(field: string, fallback: string | null): string {
    const value = this.optionalText(field) ?? fallback;
    if (value === null) throw this.wrong(field, 'is missing');
    return value;
  }

  /** A TCP port, as a number or its digits. */
  port(fallback: number): number {
    const value = this.#config['port'] ?? fallback;
    const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw this.wrong('port', 'must be a number from 1 to 65535');
    }
    return port;
  }

  choice<T extends string>(field: string, choices: readonly T[], fallback: T): T {
    const value = this.#config[field] ?? fallback;
    const chosen = choices.find((candidate) => candidate === value);
    if (chosen === undefined) throw this.wrong(field, `must be one of ${choices.join(', ')}`);
    return chosen;
  }

  names(field: string): readonly string[] | null {
    const value = this.#config[field];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
      throw this.wrong(field, 'must be a list of names');
    }
    return value;
  }
}
