import type { CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import { nameText } from '../catalogs/path-text.ts';

/** A table by the names that a query may give it. */
export interface KnownTable {
  readonly source: string;
  readonly schema: string | null;
  /** It may be named without its schema. */
  readonly isDefault: boolean;
  readonly table: CatalogTable;
  /** In lower case, for comparing. */
  readonly folded: string;
  /** As a query writes it, with its source. */
  readonly sql: string;
}

const MADE = new WeakMap<SourceCatalog, readonly KnownTable[]>();

/** The tables of one catalog, made once for each reading of it. */
export function knownTables(catalog: SourceCatalog): readonly KnownTable[] {
  const made = MADE.get(catalog) ?? catalog.tables.map((table) => knownTable(catalog, table));
  MADE.set(catalog, made);
  return made;
}

function knownTable({ source, defaultSchema }: SourceCatalog, table: CatalogTable): KnownTable {
  const { schema, name } = table.path;
  const isDefault = schema === null || schema === defaultSchema;
  const parts = isDefault ? [source, name] : [source, schema, name];
  return {
    source,
    schema,
    isDefault,
    table,
    folded: name.toLowerCase(),
    sql: parts.map(nameText).join('.'),
  };
}

/** The table that a dotted name stands for among the catalogs; null where there is none. */
export function findTable(catalogs: readonly SourceCatalog[], parts: readonly string[]): KnownTable | null {
  const [source, ...rest] = parts.map((part) => part.toLowerCase());
  const catalog = catalogs.find((one) => one.source.toLowerCase() === source);
  const name = rest.at(-1);
  if (catalog === undefined || name === undefined) return null;
  const schema = rest.length > 1 ? rest[0] : null;
  const fits = (one: KnownTable): boolean =>
    one.folded === name && (schema === null ? one.isDefault : one.schema?.toLowerCase() === schema);
  return knownTables(catalog).find(fits) ?? null;
}
