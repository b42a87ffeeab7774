import type { Database } from '../duckdb/database.ts';
import type { DataType } from '../types/data-type.ts';
import { typeToSql } from '../types/data-type.ts';
import { quoteName } from '../duckdb/quote.ts';
import { foldCase } from './duckdb-names.ts';

/** DuckDB's catalog of its own in-memory instance: home of stubs with a bare name. */
const OWN_CATALOG = 'memory';

/** A stub's place in DuckDB. */
export interface StubPlace {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

export interface StubColumn {
  readonly name: string;
  readonly type: DataType;
}

/** Where a name written with these parts is looked up: `table`, `catalog.table` or `catalog.schema.table`. */
export function placeOf(parts: readonly string[]): StubPlace | null {
  const [first, second, third] = parts;
  if (first === undefined || parts.length > 3) return null;
  if (second === undefined) return { catalog: OWN_CATALOG, schema: 'main', table: first };
  return third === undefined
    ? { catalog: first, schema: 'main', table: second }
    : { catalog: first, schema: second, table: third };
}

/** A key of a place; DuckDB's names do not tell case apart. */
export function placeKey(place: StubPlace): string {
  return JSON.stringify([place.catalog, place.schema, place.table].map(foldCase));
}

/**
 * Empty typed tables, made when a text first names them and remade when their shape has changed. Collations are never
 * declared: DuckDB would rewrite comparisons for them.
 */
export class Stubs {
  readonly #database: Database;
  readonly #shapes = new Map<string, string>();
  readonly #containers = new Set<string>([`${OWN_CATALOG}.main`]);

  constructor(database: Database) {
    this.#database = database;
  }

  async ensure(place: StubPlace, columns: readonly StubColumn[]): Promise<void> {
    const key = placeKey(place);
    const shape = columns.map((column) => `${quoteName(column.name)} ${typeToSql(column.type)}`).join(', ');
    if (this.#shapes.get(key) === shape) return;
    await this.#ensureContainer(place);
    const name = [place.catalog, place.schema, place.table].map(quoteName).join('.');
    await this.#database.run(`CREATE OR REPLACE TABLE ${name} (${shape})`);
    this.#shapes.set(key, shape);
  }

  async #ensureContainer({ catalog, schema }: StubPlace): Promise<void> {
    const key = `${foldCase(catalog)}.${foldCase(schema)}`;
    if (this.#containers.has(key)) return;
    if (foldCase(catalog) !== OWN_CATALOG)
      await this.#database.run(`ATTACH IF NOT EXISTS ':memory:' AS ${quoteName(catalog)}`);
    await this.#database.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(catalog)}.${quoteName(schema)}`);
    this.#containers.add(key);
  }
}
