import type { AtollError } from '../errors/atoll-error.ts';
import type { CatalogTable, SourceCatalog } from '../types/catalog.ts';
import { duckdbNames, foldCase } from './duckdb-names.ts';
import { nearTables } from './near-tables.ts';

/** A table that a name stands for. */
export interface FoundTable {
  readonly source: string;
  readonly table: CatalogTable;
}

interface NamedCatalog {
  readonly catalog: SourceCatalog;
  /** By folded `schema.table`, and by folded `table` alone for the default schema. */
  readonly byName: ReadonlyMap<string, CatalogTable>;
}

/**
 * Finds tables by the names that queries write: `source.table` in the source's default schema, or
 * `source.schema.table`. Case does not matter; of names that differ by case alone the later ones have a suffix.
 */
export class CatalogTables {
  readonly #catalogs = new Map<string, NamedCatalog>();
  readonly #unavailable = new Map<string, AtollError>();

  /** `unavailable`: sources whose catalog could not be read, and why; naming one in a query throws that. */
  constructor(catalogs: readonly SourceCatalog[], unavailable: ReadonlyMap<string, AtollError>) {
    for (const catalog of catalogs) {
      this.#catalogs.set(foldCase(catalog.source), { catalog, byName: nameTables(catalog) });
    }
    for (const [source, error] of unavailable) this.#unavailable.set(foldCase(source), error);
  }

  /** The table behind a name's parts; null where there is none. */
  find(parts: readonly string[]): FoundTable | null {
    const [source, ...rest] = parts;
    if (source === undefined || rest.length === 0) return null;
    const unavailable = this.#unavailable.get(foldCase(source));
    if (unavailable !== undefined) throw unavailable;
    const named = this.#catalogs.get(foldCase(source));
    const table = named?.byName.get(keyOf(rest));
    return named === undefined || table === undefined ? null : { source: named.catalog.source, table };
  }

  /** The names of tables that are near to one that is not there, as queries write them. */
  suggest(parts: readonly string[]): readonly string[] {
    const known = [...this.#catalogs.values()].flatMap(({ catalog }) =>
      catalog.tables.map(({ path: { schema, name } }) => {
        const isShort = schema === null || schema === catalog.defaultSchema;
        const written = isShort ? `${catalog.source}.${name}` : `${catalog.source}.${schema}.${name}`;
        return { source: catalog.source, table: name, written };
      }),
    );
    return nearTables(parts, known);
  }
}

function keyOf(parts: readonly string[]): string {
  return parts.map((part) => foldCase(part).replaceAll('\\', '\\\\').replaceAll('.', '\\.')).join('.');
}

function nameTables(catalog: SourceCatalog): ReadonlyMap<string, CatalogTable> {
  const bySchema = Map.groupBy(catalog.tables, (table) => table.path.schema);
  const byName = new Map<string, CatalogTable>();
  for (const [schema, tables] of bySchema) {
    const names = duckdbNames(tables.map((table) => table.path.name));
    for (const [at, table] of tables.entries()) {
      const name = names[at] ?? table.path.name;
      if (schema !== null) byName.set(keyOf([schema, name]), table);
      if (schema === null || schema === catalog.defaultSchema) byName.set(keyOf([name]), table);
    }
  }
  return byName;
}
