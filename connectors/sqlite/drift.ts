import type { DatabaseSync } from 'node:sqlite';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { catalogTable } from './catalog-table.ts';
import type { TextColumns } from './config.ts';
import { DescribedFile } from './described-file.ts';
import { SchemaReader } from './schema-reader.ts';
import { refresh } from './sqlite-error.ts';
import { listTables } from './table-list.ts';

/**
 * Compares the tables that a plan relied on with those of the snapshot that will be read. Throws `source-drift` with
 * the difference, so that no column is ever taken for another.
 */
export function checkDrift(
  source: string,
  database: DatabaseSync,
  planned: readonly CatalogTable[],
  text: TextColumns,
): void {
  if (planned.length === 0) return;
  using file = new DescribedFile(database, text);
  const reader = new SchemaReader(database);
  const listed = new Map(listTables(database).map((table) => [table.name, table]));
  for (const table of planned) {
    const present = listed.get(table.path.name);
    if (present === undefined) throw drifted(source, table, 'it is gone');
    const now = catalogTable(file, present, reader.shape(present), undefined);
    if (now.fingerprint !== table.fingerprint) throw drifted(source, table, differenceOf(table, now));
  }
}

function drifted(source: string, table: CatalogTable, difference: string): AtollError {
  const message = `The table ${source}.${table.path.name} changed since the query was planned: ${difference}.`;
  return new AtollError('source-drift', message, { source, step: 'query', hint: refresh(source) });
}

function differenceOf(planned: CatalogTable, now: CatalogTable): string {
  const before = new Map(planned.columns.map((column) => [column.name, column]));
  const after = new Map(now.columns.map((column) => [column.name, column]));
  const gone = [...before.keys()]
    .filter((name) => !after.has(name))
    .map((name) => `column "${name}" is gone`);
  const added = [...after.keys()]
    .filter((name) => !before.has(name))
    .map((name) => `column "${name}" is new`);
  const changed = [...after].flatMap(([name, column]) => {
    const was = before.get(name);
    if (was === undefined || typeToSql(was.type) === typeToSql(column.type)) return [];
    return [`column "${name}" was ${typeToSql(was.type)} and is ${typeToSql(column.type)}`];
  });
  const differences = [...gone, ...added, ...changed];
  return differences.length === 0 ? 'its columns stand or compare otherwise' : differences.join(', ');
}
