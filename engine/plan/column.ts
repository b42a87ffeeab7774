import type { Collation } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';

/** A column of a source that an output column takes its value from. */
export interface Origin {
  readonly source: string;
  readonly table: string;
  readonly column: string;
}

/** One output column of a plan node. */
export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  /** How its source compares it, while the value is still that of one source column; else null. */
  readonly collation: Collation | null;
  readonly origins: readonly Origin[];
  /** Governance tags that the value carries. */
  readonly tags: readonly string[];
}
