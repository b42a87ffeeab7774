import type { PlanNode } from '../plan/node.ts';
import type { DataType } from '../types/data-type.ts';
import type { FoundTable } from './bind-tables.ts';

/** A result column as DuckDB names and types it; names may repeat. */
export interface ResultColumn {
  readonly name: string;
  readonly type: DataType;
}

/** A table that the text names, itself or through models. */
export interface NamedSource extends FoundTable {
  /** The name as it is written, hence the stub's name in an opaque run. */
  readonly parts: readonly string[];
  /** It stands in DESCRIBE alone: nothing reads its rows. */
  readonly shapeOnly?: boolean;
}

/** A model that the text names. */
export interface NamedModel {
  readonly name: string;
  readonly file: string;
  readonly result: BindResult;
}

/** What binding a text gives. */
export interface BindResult {
  /** Null: the text is opaque, it can only run unchanged over its tables. */
  readonly plan: PlanNode | null;
  readonly opaque: { readonly reason: string } | null;
  /** The text with parameter values and file tables written in: what an opaque run executes. */
  readonly text: string;
  /** Empty where only a run can tell (statement-form PIVOT). */
  readonly columns: readonly ResultColumn[];
  /** All tables that are named, through models too, without repetition. */
  readonly tables: readonly NamedSource[];
  /** The models that the text itself names, in the order of first use. */
  readonly models: readonly NamedModel[];
  readonly parameters: readonly { readonly name: string; readonly type: DataType | null }[];
  /** Why two runs may differ over the same data, in short sentences; empty for a deterministic query. */
  readonly nondeterminism: readonly string[];
  /** The result has an ORDER BY. */
  readonly ordered: boolean;
}
