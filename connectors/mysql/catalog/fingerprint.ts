import { createHash } from 'node:crypto';

/**
 * What of a column makes up its table's shape: name, type's text, whether it is NOT NULL, number of the collation,
 * labels of an enum.
 */
export type ColumnShape = readonly (string | null | undefined)[];

/** Changes with any column's name, type, nullability, collation, labels or place. */
export function fingerprintOf(columns: readonly ColumnShape[]): string {
  const hash = createHash('sha256');
  for (const column of columns) hash.update(JSON.stringify(column));
  return hash.digest('hex').slice(0, 16);
}
