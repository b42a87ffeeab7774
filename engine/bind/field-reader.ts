import type { ExactJson, ExactObject } from './exact-json.ts';
import { ExactNumber, isExactObject } from './exact-json.ts';
import { Unmodelled } from './unmodelled.ts';

/** DuckDB's "no value" of an index or a position. */
const INVALID_INDEX = '18446744073709551615';

/**
 * Reads one object of DuckDB's JSON field by field and remembers which were read, so that `end` can refuse an
 * object with a field that nobody looked at: such a field may change what the plan means.
 */
export class FieldReader {
  readonly #object: ExactObject;
  readonly #left: Set<string>;
  readonly what: string;

  /** `what` names the object in refusals. */
  constructor(value: ExactJson | undefined, what: string) {
    if (!isExactObject(value)) throw new Unmodelled(`${what} is not an object`);
    this.#object = value;
    this.#left = new Set(Object.keys(value));
    this.what = what;
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined && this.#object[name] !== null;
  }

  raw(name: string): ExactJson | undefined {
    this.#left.delete(name);
    return this.#object[name];
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw this.#misfit(name, 'a text');
    return value;
  }

  number(name: string): number {
    const value = this.raw(name);
    if (typeof value !== 'number') throw this.#misfit(name, 'a small integer');
    return value;
  }

  /** An index in digits, whatever its size. */
  digits(name: string): string {
    const value = this.raw(name);
    if (typeof value === 'number') return String(value);
    if (value instanceof ExactNumber) return value.text;
    throw this.#misfit(name, 'a number');
  }

  /** A position in UTF-8 bytes; null where DuckDB has none. */
  location(): number | null {
    if (!this.has('query_location')) {
      this.#left.delete('query_location');
      return null;
    }
    const digits = this.digits('query_location');
    return digits === INVALID_INDEX ? null : Number(digits);
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    if (typeof value !== 'boolean') throw this.#misfit(name, 'true or false');
    return value;
  }

  list(name: string): readonly ExactJson[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw this.#misfit(name, 'a list');
    return value as readonly ExactJson[];
  }

  object(name: string): FieldReader {
    return new FieldReader(this.raw(name), `${this.what}.${name}`);
  }

  optionalObject(name: string): FieldReader | null {
    return this.has(name) ? this.object(name) : this.absent(name);
  }

  absent(name: string): null {
    this.#left.delete(name);
    return null;
  }

  /** Fields that say nothing about what the object computes. */
  ignore(...names: readonly string[]): this {
    for (const name of names) this.#left.delete(name);
    return this;
  }

  /** A field that may be passed over only while it has one of these values or is absent. */
  expect(name: string, ...allowed: readonly ExactJson[]): this {
    const value = this.raw(name);
    const written = JSON.stringify(value ?? null);
    const fits =
      value === undefined || value === null || allowed.some((one) => JSON.stringify(one) === written);
    if (!fits) throw new Unmodelled(`${this.what} has ${name} = ${written.slice(0, 80)}`);
    return this;
  }

  /** Refuses the object if it has a field that was neither read nor passed over. */
  end(): void {
    const [unknown] = this.#left;
    if (unknown !== undefined) throw new Unmodelled(`${this.what} has the unknown field ${unknown}`);
  }

  #misfit(name: string, wanted: string): Unmodelled {
    return new Unmodelled(`${this.what}.${name} is not ${wanted}`);
  }
}
