import type { TableShape } from './schema-reader.ts';
import type { ListedTable } from './table-list.ts';

/** The column that is another name of the rowid, and so always an integer; null where there is none. */
export function rowidColumn(table: ListedTable, shape: TableShape): string | null {
  const keys = shape.columns.filter((column) => column.keyPlace > 0);
  const [key] = keys;
  if (
    table.kind !== 'table' ||
    table.withoutRowid ||
    keys.length !== 1 ||
    key?.declared.toUpperCase() !== 'INTEGER'
  ) {
    return null;
  }
  // INTEGER PRIMARY KEY DESC is an ordinary column with an index of its own (lang_createtable.html, "ROWIDs").
  return shape.keyIndexed ? null : key.name;
}
