import type { CatalogTable } from '../../../engine/types/catalog.ts';
import { shapeSql } from '../catalog/catalog-queries.ts';
import { fingerprintOf } from '../catalog/fingerprint.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import { ZEROS_AS_NULL } from '../sql/zero-dates.ts';
import type { TextRows, Wire } from '../wire/wire.ts';

/**
 * Compares the tables that a plan relied on with those that the connection sees. Throws AtollError `source-drift` with
 * the difference.
 */
export async function checkDrift(
  source: string,
  wire: Wire,
  database: string,
  tables: readonly CatalogTable[],
): Promise<void> {
  if (tables.length === 0) return;
  const rows = await wire.command(
    shapeSql(tables.map(({ path }) => ({ database: path.schema ?? database, name: path.name }))),
  );
  const shapes = Map.groupBy(rows, ([schema, name]) => keyOf(schema ?? '', name ?? ''));
  for (const table of tables) {
    const shape = shapes.get(keyOf(table.path.schema ?? database, table.path.name)) ?? [];
    if (fingerprintOf(shape.map((row) => row.slice(2))) !== table.fingerprint) {
      throw drift(source, `table ${table.path.name}: ${differenceOf(table, shape)}`);
    }
  }
}

function keyOf(database: string, name: string): string {
  return JSON.stringify([database, name]);
}

function differenceOf(table: CatalogTable, shape: TextRows): string {
  if (shape.length === 0) return 'it is gone, or may no longer be read';
  const now = new Map(shape.map(([, , name, type]) => [name, type ?? '']));
  for (const { name, nativeType } of table.columns) {
    const type = now.get(name);
    if (type === undefined) return `column ${name} is gone`;
    if (type !== nativeType.replace(ZEROS_AS_NULL, ''))
      return `column ${name} is ${type} instead of ${nativeType}`;
  }
  const added = shape.find(([, , name]) => !table.columns.some((column) => column.name === name));
  if (added !== undefined) return `column ${added[2] ?? ''} is new`;
  return 'the order, nullability or collation of its columns is another';
}
