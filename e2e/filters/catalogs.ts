import type { DuckDBConnection } from '@duckdb/node-api';
import { CatalogTables } from '../../engine/bind/catalog-tables.ts';
import { typeOf } from '../../engine/duckdb/type-of.ts';
import type { CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';

/** What a binder may name: the tables of a DuckDB's attached catalogs, each catalog a source; and their columns' names. */
export interface NamedTables {
  readonly tables: CatalogTables;
  columnsOf(table: string): readonly string[];
}

/** Describes all tables of the catalogs of a connection; without keys, which DuckDB's plan does not use either. */
export async function tablesOf(connection: DuckDBConnection): Promise<NamedTables> {
  const listed = await connection.runAndReadAll(
    "SELECT database_name, table_name FROM duckdb_tables() WHERE database_name <> 'temp' ORDER BY ALL",
  );
  const sources = new Map<string, CatalogTable[]>();
  const columns = new Map<string, readonly string[]>();
  for (const [source, name] of listed.getRows().map((row) => row.map(String))) {
    if (source === undefined || name === undefined) continue;
    const table = await describe(connection, source, name);
    sources.set(source, [...(sources.get(source) ?? []), table]);
    columns.set(
      `${source}.main.${name}`,
      table.columns.map((column) => column.name),
    );
  }
  const catalogs = [...sources].map(([source, tables]): SourceCatalog => {
    return { source, defaultSchema: null, tables, fetchedAt: '2026-01-01T00:00:00Z' };
  });
  return {
    tables: new CatalogTables(catalogs, new Map()),
    columnsOf: (table) => columns.get(table.replaceAll('"', '')) ?? [],
  };
}

async function describe(connection: DuckDBConnection, source: string, name: string): Promise<CatalogTable> {
  const rows = await connection.runAndReadAll(`FROM ${source}."${name.replaceAll('"', '""')}" LIMIT 0`);
  const types = rows.columnTypes().map(typeOf);
  const names = rows.columnNames();
  return {
    path: { schema: null, name },
    kind: 'table',
    columns: types.map((type, at) => ({
      name: names[at] ?? '',
      nativeType: type.id.toLowerCase(),
      type,
      nullable: true,
      collation: null,
      comment: null,
      statistics: null,
      typeEnforced: true,
    })),
    keys: [],
    rows: null,
    bytes: null,
    comment: null,
    fingerprint: name,
  };
}
