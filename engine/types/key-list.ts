import type { DataType } from './data-type.ts';

/** Keys that are sent as one parameter: a list of values, or, of a composite key, of rows. */
export interface KeyList {
  /** Position in the fragment's `params`, from 0. */
  readonly at: number;
  /** Equally long; several are the columns of a composite key, whose rows go as one list. */
  readonly columns: readonly KeyValues[];
}

/** Values of one column without NULLs: integers in their own width, or the text of `LiteralValue`. */
export interface KeyValues {
  readonly type: DataType;
  readonly values: KeyIntegers | readonly string[];
}

export type KeyIntegers = Int8Array | Int16Array | Int32Array | BigInt64Array;
