import type { Column } from '../../plan/column.ts';
import type { CatalogColumn } from '../../types/catalog.ts';
import type { Sql } from './sql-text.ts';

/** What an output column of a block is made of: it decides where its text may be repeated or moved. */
export type ItemOrigin = 'column' | 'constant' | 'scalar' | 'aggregate' | 'window';

/** One output column of a block: the text that gives it in SELECT, and what is known of it. */
export interface Item {
  readonly sql: Sql;
  readonly column: Column;
  readonly origin: ItemOrigin;
  /** The source's column, while the value is still exactly what the source stores. */
  readonly field: CatalogColumn | null;
  /** How many operators repeating the text would repeat. */
  readonly cost: number;
  /** For a DOUBLE known to be 0 or of an absolute value between 10^-n and 10^n: that n. */
  readonly exponent?: number;
}
