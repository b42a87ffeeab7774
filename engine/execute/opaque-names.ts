import { foldCase } from '../bind/duckdb-names.ts';
import type { Database } from '../duckdb/database.ts';
import type { OpaqueColumn, OpaqueModel, OpaqueTable } from '../plan/fragment.ts';
import { typeToSql } from '../types/data-type.ts';
import { quoteName, quoteTable, type TableName } from '../duckdb/quote.ts';

/**
 * Lets the staged tables stand under the names that the user's own text uses: in-memory catalogs named as the
 * sources, whose tables are views of the staged ones. Mounted databases, which may bear the same names, go first;
 * their fragments are staged by now. Models stand as views of their own text in a catalog `models`.
 */
export async function standUnderNames(
  db: Database,
  tables: readonly OpaqueTable[],
  models: readonly OpaqueModel[],
  staged: (fragment: string) => TableName,
  keep: ReadonlySet<string>,
): Promise<void> {
  const attached = await db.query('SELECT database_name FROM duckdb_databases() WHERE NOT internal');
  for (const [name] of attached.rows) {
    if (typeof name === 'string' && !keep.has(name)) await db.run(`DETACH ${quoteName(name)}`);
  }
  const named = new Map(tables.map((table) => [keyOf(table), table]));
  const catalogs = new Map(tables.map(({ catalog }) => [foldCase(catalog), catalog]));
  for (const [key, catalog] of catalogs) {
    if (key !== 'memory') await db.run(`ATTACH ':memory:' AS ${quoteName(catalog)}`);
  }
  for (const table of named.values()) {
    const name = { catalog: table.catalog, schema: table.schema ?? 'main', name: table.name };
    await db.run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(name.catalog)}.${quoteName(name.schema)}`);
    const columns = table.columns.map(shapeOf).join(', ');
    const from = table.fragment === null ? ' WHERE false' : ` FROM ${quoteTable(staged(table.fragment))}`;
    await db.run(`CREATE VIEW ${quoteTable(name)} AS SELECT ${columns}${from}`);
  }
  if (models.length > 0) await db.run("ATTACH ':memory:' AS models");
  for (const { name, sql, shapeless } of models) {
    await db.run(`CREATE ${shapeless ? 'TABLE' : 'VIEW'} models.${quoteName(name)} AS ${sql}`);
  }
}

/** DuckDB's names do not tell case apart: the same table may be named in several spellings. */
function keyOf({ catalog, schema, name }: OpaqueTable): string {
  return JSON.stringify([catalog, schema ?? 'main', name].map(foldCase));
}

function shapeOf(column: OpaqueColumn): string {
  const value = column.staged === null ? `CAST(NULL AS ${typeToSql(column.type)})` : quoteName(column.staged);
  return `${value} AS ${quoteName(column.name)}`;
}
