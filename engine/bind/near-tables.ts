import { foldCase } from './duckdb-names.ts';
import { editsBetween } from '../types/edit-distance.ts';

/** A table as a query may write it. */
export interface TableName {
  readonly source: string;
  readonly table: string;
  /** With its source. */
  readonly written: string;
}

/**
 * Those whose name is near to the table that was meant, nearest first: in the source that was named before others,
 * or in any where no such source is among them.
 */
export function nearTables(parts: readonly string[], known: readonly TableName[]): readonly string[] {
  const wanted = foldCase(parts.at(-1) ?? '');
  const source = foldCase(parts.length > 1 ? (parts[0] ?? '') : '');
  const near = known
    .map((name) => ({ name, far: farness(wanted, foldCase(name.table)) }))
    .filter(({ far }) => far <= 1)
    .map(({ name, far }) => ({ name, far: far + (foldCase(name.source) === source ? 0 : 1) }));
  return near.toSorted((a, b) => a.far - b.far).map(({ name }) => name.written);
}

/** 0 for the same name, at most 1 for a near one: few letters differ, or one holds the other. */
function farness(wanted: string, name: string): number {
  if (wanted === name) return 0;
  const letters = Math.max(wanted.length, name.length);
  const edits = editsBetween(wanted, name);
  if (edits <= Math.max(1, Math.floor(letters / 3))) return edits / letters;
  const isPart = wanted.length > 2 && name.length > 2 && (name.includes(wanted) || wanted.includes(name));
  return isPart ? 1 : Number.POSITIVE_INFINITY;
}
