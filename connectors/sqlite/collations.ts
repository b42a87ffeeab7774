import { DatabaseSync } from 'node:sqlite';
import type { Collation } from '../../engine/types/catalog.ts';
import type { ListedColumn, ListedTable } from './table-list.ts';

/**
 * SQLite's BINARY compares the bytes that the file holds. In a UTF-16 file their order is not that of the same text in
 * UTF-8, which DuckDB compares.
 */
function binary(encoding: string): Collation {
  return { name: 'BINARY', equalityIsBytes: true, orderIsBytes: encoding === 'UTF-8', padded: false };
}

/** A collation that compares otherwise than by bytes, or of which nothing is known. */
function inexact(name: string): Collation {
  return { name, equalityIsBytes: false, orderIsBytes: false, padded: false };
}

export const UNKNOWN_COLLATION = inexact('unknown');

/**
 * Finds the collations of columns without reading CREATE TABLE texts: an empty copy of the table is made in memory
 * with an index over its columns, and SQLite says by which collation the index sorts each, which is the column's own
 * where the index names none. What SQLite can't tell so (views, virtual tables, collations of the program that wrote
 * the file) is unknown, and so never compared at the source. A table that names no collation needs no copy.
 */
export class CollationFinder implements Disposable {
  readonly #shadow = new DatabaseSync(':memory:');
  readonly #sortedBy = this.#shadow.prepare(
    `SELECT name, coll FROM pragma_index_xinfo('atoll collations') WHERE key = 1 AND name IS NOT NULL`,
  );
  readonly #binary: Collation;

  /** @param database the file that the tables are in */
  constructor(database: DatabaseSync) {
    this.#shadow.exec('BEGIN');
    this.#binary = binary(String(database.prepare('PRAGMA encoding').get()?.['encoding']));
  }

  /** By column name. */
  find(table: ListedTable, columns: readonly ListedColumn[]): ReadonlyMap<string, Collation> {
    if (table.kind !== 'table') return new Map();
    // A keyword of SQL has no other spelling: without it all columns are compared as BINARY.
    if (!/collate/iu.test(table.sql)) return new Map(columns.map(({ name }) => [name, this.#binary]));
    if (!this.#try(table.sql)) return new Map();
    const whole = this.#indexed(table, columns);
    const found =
      whole.size > 0 ? whole : new Map(columns.flatMap((column) => [...this.#indexed(table, [column])]));
    this.#try(`DROP TABLE ${quoted(table.name)}`);
    return found;
  }

  [Symbol.dispose](): void {
    this.#shadow.close();
  }

  #indexed(table: ListedTable, columns: readonly ListedColumn[]): Map<string, Collation> {
    const list = columns.map((column) => quoted(column.name)).join(', ');
    if (!this.#try(`CREATE INDEX "atoll collations" ON ${quoted(table.name)} (${list})`)) return new Map();
    const rows = this.#sortedBy.all();
    this.#try('DROP INDEX "atoll collations"');
    return new Map(rows.map((row) => [String(row['name']), this.#collationOf(String(row['coll']))]));
  }

  #collationOf(name: string): Collation {
    return name.toUpperCase() === 'BINARY' ? this.#binary : inexact(name);
  }

  #try(sql: string): boolean {
    try {
      this.#shadow.exec(sql);
      return true;
    } catch {
      return false;
    }
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
