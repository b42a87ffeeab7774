import { createHash } from 'node:crypto';

/**
 * What of a column makes up its table's shape: name, type's text, whether it is NOT NULL, number of the collation,
 * labels of an enum.
 */
export type ColumnShape = readonly (string | null | undefined)[];

/** All that plans rely on, of a table and of its database. */
export interface TableShape {
  readonly columns: readonly ColumnShape[];
  /** Kind, columns, and for a foreign key what it points to. */
  readonly keys: readonly ColumnShape[];
  /** Provider and locale of the default collation, and encoding. */
  readonly database: ColumnShape;
}

/** Changes with any column's name, type, nullability, collation, labels or place, with any key, and with the locale. */
export function fingerprintOf({ columns, keys, database }: TableShape): string {
  const hash = createHash('sha256');
  for (const column of columns) hash.update(JSON.stringify(column));
  hash.update(JSON.stringify([keys, database]));
  return hash.digest('hex').slice(0, 16);
}
