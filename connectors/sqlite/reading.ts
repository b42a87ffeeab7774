import type { DatabaseSync } from 'node:sqlite';
import type { Column } from '../../engine/plan/column.ts';
import type { Fragment } from '../../engine/plan/fragment.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { MisfitPlace } from './misfit.ts';

/** What one read needs; the database is in its snapshot. */
export interface Reading {
  readonly source: string;
  readonly database: DatabaseSync;
  readonly fragment: Fragment;
  readonly signal: AbortSignal;
}

/** The table and column that an output column's value comes from, where it is one. */
export function placeOf(source: string, column: Column | undefined): Omit<MisfitPlace, 'row'> {
  const [origin, ...more] = column?.origins ?? [];
  const single = more.length === 0 ? origin : undefined;
  const type = column === undefined ? 'unknown' : typeToSql(column.type);
  return { source, table: single?.table ?? null, column: single?.column ?? column?.name ?? '', type };
}
