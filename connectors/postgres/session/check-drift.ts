import { isDeepStrictEqual } from 'node:util';
import type { CatalogTable } from '../../../engine/types/catalog.ts';
import { shapeSql } from '../catalog/catalog-queries.ts';
import { fingerprintOf } from '../catalog/fingerprint.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import type { TextRows, Wire } from '../wire/wire.ts';

/**
 * Compares the tables that a plan relied on with those of the snapshot that the connection reads. Throws AtollError
 * `source-drift` with the difference.
 */
export async function checkDrift(source: string, wire: Wire, tables: readonly CatalogTable[]): Promise<void> {
  if (tables.length === 0) return;
  const [rows = [], keys = [], [database = []] = []] = await wire.command(
    shapeSql(tables.map((table) => table.path)),
  );
  const shapes = Map.groupBy(rows, ([schema, name]) => keyOf(schema ?? null, name ?? ''));
  const keysOf = Map.groupBy(keys, ([schema, name]) => keyOf(schema ?? null, name ?? ''));
  for (const table of tables) {
    const place = keyOf(table.path.schema ?? 'public', table.path.name);
    const shape = shapes.get(place) ?? [];
    const found = {
      columns: shape.map((row) => row.slice(2)),
      keys: (keysOf.get(place) ?? []).map((row) => row.slice(2)),
      database,
    };
    if (fingerprintOf(found) !== table.fingerprint) {
      throw drift(source, `table ${table.path.name}: ${differenceOf(table, shape)}`);
    }
  }
}

function keyOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}

function differenceOf(table: CatalogTable, shape: TextRows): string {
  if (shape.length === 0) return 'it is gone, or may no longer be read';
  const now = new Map(shape.map(([, , name, type, , , labels]) => [name, { type, labels }]));
  for (const { name, nativeType, type } of table.columns) {
    const found = now.get(name);
    if (found === undefined) return `column ${name} is gone`;
    if (found.type !== nativeType) return `column ${name} is ${found.type} instead of ${nativeType}`;
    if (type.id === 'ENUM' && !isDeepStrictEqual(JSON.parse(found.labels ?? '[]'), type.values)) {
      return `the labels of ${nativeType}, the type of column ${name}, are ${found.labels ?? '[]'} instead of ${JSON.stringify(type.values)}`;
    }
  }
  const added = shape.find(([, , name]) => !table.columns.some((column) => column.name === name));
  if (added !== undefined) return `column ${added[2] ?? ''} is new`;
  return 'its keys, or the order, nullability or collation of its columns are others';
}
