import type { ScanNode } from '../plan/node.ts';
import type { CommonValue } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';

/** What is expected of a column's values in the rows of one operator. Null is unknown. */
export interface ColumnEstimate {
  readonly type: DataType;
  /** Different values, NULL apart. */
  readonly distinct: number | null;
  /**
   * Different values that predicates over this very column leave, those over others apart: two columns joined by
   * equality are taken to draw from the larger of their domains.
   */
  readonly domain: number | null;
  /** Share of NULLs, 0 to 1. */
  readonly nulls: number | null;
  readonly averageBytes: number | null;
  readonly min: string | null;
  readonly max: string | null;
  /** Frequent values and their share of the rows. */
  readonly common: readonly CommonValue[];
  /** Ends of parts of equal numbers of rows, of the values that are not among the common ones. */
  readonly histogram: readonly string[];
  /** Of sums, means and counts over groups: they lie about a mean. */
  readonly normal: Normal | null;
  /** The table's column that its values are of; null where they are computed. */
  readonly origin: ColumnOrigin | null;
  /** A range of unknown share was taken from it before. */
  readonly halved?: true;
}

export interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

export interface ColumnOrigin {
  readonly scan: ScanNode;
  readonly column: string;
  /** Rows of the whole table. */
  readonly rows: number | null;
  /** Different values in the whole table. */
  readonly distinct: number | null;
  /** No two rows of the table agree on it. */
  readonly isKey: boolean;
}

/** A column of which nothing is known but its type. */
export function unknownColumn(type: DataType): ColumnEstimate {
  return {
    type,
    distinct: ofType(type),
    domain: ofType(type),
    nulls: null,
    averageBytes: null,
    min: null,
    max: null,
    common: [],
    histogram: [],
    normal: null,
    origin: null,
  };
}

/** As many values as a type has, where those are few. */
function ofType(type: DataType): number | null {
  if (type.id === 'BOOLEAN') return 2;
  return type.id === 'ENUM' ? type.values.length : null;
}

/** A column that is the same constant in every row. */
export function constantColumn(type: DataType, value: string | null): ColumnEstimate {
  const one = { ...unknownColumn(type), min: value, max: value };
  if (value === null) return { ...one, distinct: 0, domain: 0, nulls: 1 };
  return { ...one, distinct: 1, domain: 1, nulls: 0, common: [{ value, share: 1 }] };
}

/**
 * Different values left of some when a share of the rows is taken by chance: D(1 − (1 − s)^(n/D)) (Cardenas, "Analysis
 * and performance of inverted data base structures", 1975; PostgreSQL's estimate_num_groups has it in this form).
 */
export function distinctLeft(distinct: number, rows: number | null, share: number): number {
  if (rows === null || share >= 1 || distinct <= 0) return distinct;
  const left = distinct * (1 - (1 - Math.max(0, share)) ** (rows / distinct));
  return Math.min(Math.max(left, Math.min(1, distinct)), Math.max(1, rows * share));
}

/** A column of rows of which a share is taken by something that does not look at it. */
export function thinned(column: ColumnEstimate, rows: number | null, share: number): ColumnEstimate {
  if (column.distinct === null || share >= 1) return column;
  return { ...column, distinct: distinctLeft(column.distinct, rows, share) };
}

/** The column where there are no more values than rows. */
export function boundedBy(column: ColumnEstimate, rows: number | null): ColumnEstimate {
  if (column.distinct === null || rows === null || column.distinct <= Math.max(1, rows)) return column;
  return { ...column, distinct: Math.max(1, rows) };
}

/** A column of an outer join's side of which some rows are NULL throughout: `kept` is the share of those that are not. */
export function nullSupplied(column: ColumnEstimate, kept: number): ColumnEstimate {
  return {
    ...column,
    nulls: 1 - kept * (1 - (column.nulls ?? 0)),
    common: column.common.map(({ value, share }) => ({ value, share: share * kept })),
  };
}
