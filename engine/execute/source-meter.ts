import { AtollError } from '../errors/atoll-error.ts';
import type { SourceLimits } from '../types/limits.ts';

/** Counts what one query gets from one source, all its fragments together, and stops it at the source's limits. */
export class SourceMeter {
  readonly #source: string;
  readonly #limits: SourceLimits;
  #rows = 0;
  #bytes = 0;

  constructor(source: string, limits: SourceLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  /** Throws `limit-rows` or `limit-bytes` where what came so far is too much. */
  add(rows: number, bytes: number): void {
    this.#rows += rows;
    this.#bytes += bytes;
    if (this.#limits.rows !== null && this.#rows > this.#limits.rows) {
      throw exceeded('limit-rows', this.#source, 'rows', `brought more than ${this.#limits.rows} rows`);
    }
    if (this.#limits.bytes !== null && this.#bytes > this.#limits.bytes) {
      throw exceeded('limit-bytes', this.#source, 'bytes', `sent more than ${this.#limits.bytes} bytes`);
    }
  }
}

/** The error of a fragment that took longer than its source allows. */
export function timeExceeded(source: string, timeoutMs: number): AtollError {
  return exceeded(
    'limit-time',
    source,
    'timeout',
    `took longer than ${timeoutMs / 1000} s for one statement`,
  );
}

function exceeded(
  code: 'limit-rows' | 'limit-bytes' | 'limit-time',
  source: string,
  field: 'rows' | 'bytes' | 'timeout',
  what: string,
): AtollError {
  const hint = `Narrow the query, or raise \`limits: { ${field}: … }\` of ${source} in atoll.yaml.`;
  return new AtollError(code, `The source ${source} ${what}, the limit of one query.`, { source, hint });
}
