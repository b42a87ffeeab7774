import type { CatalogTable, TablePath } from '../types/catalog.ts';
import type { NotPushed, Figures } from '../types/explain.ts';
import type { FragmentCost } from '../types/fragment-cost.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import type { DataType } from '../types/data-type.ts';
import type { TypedLiteral } from '../types/literal.ts';
import type { Column } from './column.ts';
import type { NodeId, PlanNode } from './node.ts';

/** A piece of the plan that one source answers whole. */
export interface Fragment {
  /** `f1`, `f2`, …: also the name of the staged table. */
  readonly id: string;
  readonly source: string;
  /** The subtree that the text below was printed from. */
  readonly plan: PlanNode;
  /** The exact text sent, in the source's dialect. */
  readonly sql: string;
  readonly params: readonly TypedLiteral[];
  /** What comes back, in order; names are unique. */
  readonly columns: readonly Column[];
  /** Ids of the operators that it does. */
  readonly covers: readonly NodeId[];
  readonly estimated: Figures;
  /** What it is foretold to take without keys; absent where its size is not known, or nothing travels. */
  readonly foretold?: FragmentCost;
  /** Tables that it reads, with the shape that the plan relied on: checked against drift. */
  readonly tables: readonly CatalogTable[];
  /** For a fragment that is one large scan: how to read it in parallel ranges; else null. */
  readonly partition: FragmentPartition | null;
  /** Where other fragments run first and their join keys cut this one at its source. */
  readonly keys?: FragmentKeys;
}

/** How keys of other fragments cut one: which sets of them there are, and a text for each way of sending them. */
export interface FragmentKeys {
  readonly sets: readonly KeySet[];
  /** All sets as lists first; the text without any keys is the fragment's own. */
  readonly texts: readonly KeyedText[];
  /** Rows that the fragment is expected to give without any keys; null where that is not known. */
  readonly rows: number | null;
}

/** The distinct values of a join key of another fragment. */
export interface KeySet {
  /** Unique in the plan: of the local table that holds the keys, and of their placeholder. */
  readonly name: string;
  /** The fragment that they come from. */
  readonly from: string;
  /** The column of this fragment that they cut. */
  readonly column: string;
  readonly type: DataType;
  /** DuckDB SQL over the staged fragment: one column `key`, distinct, without NULLs. */
  readonly sql: string;
  /** Distinct values of the column as the source counts them; null where that is not known. */
  readonly distinct: number | null;
}

/** A set of keys is sent whole, as its smallest and largest one, or not at all. */
export type KeyForm = 'list' | 'range' | 'none';

/** The fragment's text with keys sent in some forms, one for each set. */
export interface KeyedText {
  readonly forms: readonly KeyForm[];
  readonly sql: string;
  /** Those of `slots` are NULL until the keys are known. */
  readonly params: readonly TypedLiteral[];
  readonly slots: readonly KeySlot[];
  readonly partition: FragmentPartition | null;
}

/** A placeholder for keys: the set's name, or that and ` low` or ` high`. */
export interface KeySlot {
  readonly name: string;
  /** Position in `params`, from 0. */
  readonly at: number;
}

/**
 * The fragment's text with two more parameters at its end, the bounds of a row range `[low, high)` in the
 * connector's own terms, such as PostgreSQL's `ctid`.
 */
export interface FragmentPartition {
  readonly table: TablePath;
  readonly sql: string;
}

/** What the planner gives a runner: plain data. */
export interface PlacedPlan {
  /** The user's text. */
  readonly sql: string;
  readonly mode: PushdownMode;
  /** The whole plan after optimisation, for the views. */
  readonly plan: PlanNode;
  /** Where each operator runs: `local` or a source. */
  readonly sites: Readonly<Record<NodeId, string>>;
  readonly fragments: readonly Fragment[];
  /** The remainder over the staged fragments; null where the user's own text runs. */
  readonly remainder: PlanNode | null;
  /** DuckDB SQL over staged tables `f1`, `f2`, …; of an opaque query the user's own text over its stubs' names. */
  readonly localSql: string;
  /** Result columns under their final names. */
  readonly columns: readonly Column[];
  /** The result's order matters (the text has a top ORDER BY). */
  readonly ordered: boolean;
  /**
   * Where the user's own text runs (an opaque query, or one of which nothing is to be pushed): which fragment stands
   * under which of its table names; else null.
   */
  readonly opaque: readonly OpaqueTable[] | null;
  /** For an opaque query: the models that its text names, each after those that it reads itself. */
  readonly opaqueModels?: readonly OpaqueModel[];
  /** Values of the parameters that stand in `localSql` (in the user's own text of an opaque query), by name or number. */
  readonly parameters?: Readonly<Record<string, TypedLiteral>>;
  /** Why answers may differ from run to run (`random()`, LIMIT without order…); empty where they may not. */
  readonly nondeterminism: readonly string[];
  readonly notPushed: readonly NotPushed[];
  readonly planMs: number;
  /** The instant that `now()` and its kin stand for, in ISO 8601 and UTC; in the plan and in fragments it is written out. */
  readonly now?: string;
}

/** A model of the user's text, by its own. */
export interface OpaqueModel {
  readonly name: string;
  readonly sql: string;
  /** Its columns are known from its rows alone (statement-form PIVOT), which no view may have. */
  readonly shapeless: boolean;
}

/** A table of the user's text and the fragment that fills it. */
export interface OpaqueTable {
  readonly catalog: string;
  readonly schema: string | null;
  readonly name: string;
  /** Null where the text reads no rows of the table (DESCRIBE). */
  readonly fragment: string | null;
  /** The table's whole shape, since texts may count on it; a column that nothing reads is not fetched and stands as NULL. */
  readonly columns: readonly OpaqueColumn[];
}

export interface OpaqueColumn {
  readonly name: string;
  readonly type: DataType;
  /** The fragment's column behind it; null where it is not fetched. */
  readonly staged: string | null;
}
