import type { CatalogTable, TablePath } from '../types/catalog.ts';
import type { NotPushed, Figures, Outcome } from '../types/explain.ts';
import type { FragmentCost } from '../types/fragment-cost.ts';
import type { KeyCosts } from '../types/key-costs.ts';
import type { KeyList } from '../types/key-list.ts';
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
  /** While it runs: the keys that stand for some of `params`. */
  readonly keyLists?: readonly KeyList[];
}

/** How keys of other fragments cut one: which sets of them there are, and the text that takes them. */
export interface FragmentKeys {
  readonly sets: readonly KeySet[];
  readonly text: KeyedText;
  /** Rows that the fragment is expected to give without any keys; null where that is not known. */
  readonly rows: number | null;
  /** What keys cost at its source; absent where DuckDB reads it in place. */
  readonly costs?: KeyCosts;
}

/** The distinct values of a join key of another fragment. */
export interface KeySet {
  /** Unique in the plan: of the local table that holds the keys, and of their placeholders. */
  readonly name: string;
  /** The fragment that they come from. */
  readonly from: string;
  /** The columns of this fragment that they cut; several are one composite key. */
  readonly columns: readonly KeyColumn[];
  /** DuckDB SQL over the staged fragment: columns `key`, `key 2`…, distinct rows, without NULLs. */
  readonly sql: string;
  /** Distinct values that the columns have at the source; null where that is not known. */
  readonly distinct: number | null;
}

/** A column that keys cut. */
export interface KeyColumn {
  readonly name: string;
  readonly type: DataType;
}

/** A set of keys is sent whole, as its smallest and largest one, or not at all. */
export type KeyForm = 'list' | 'range' | 'none';

/**
 * The fragment's text with a test for each set of keys, all as lists; each test can be exchanged for another form by
 * itself, so that any number of sets needs one text. Placeholders of all forms are numbered, whichever are used.
 */
export interface KeyedText {
  readonly sql: string;
  /** Those of `slots` are NULL until the keys are known. */
  readonly params: readonly TypedLiteral[];
  readonly slots: readonly KeySlot[];
  readonly tests: readonly KeyTestText[];
  /** The same in ranges of rows, for lists too long to be looked up in an index. */
  readonly partition: FragmentPartition | null;
}

/** Where a test for keys stands in a text, in order, and how each form of it is written. */
export interface KeyTestText {
  /** The set's name. */
  readonly set: string;
  /** UTF-16 offset and length of the form that stands there. */
  readonly at: number;
  readonly length: number;
  readonly forms: Readonly<Partial<Record<KeyForm, string>>>;
}

/** A placeholder for keys: a name by `keySlot` of `plan/key-set.ts`. */
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
  /** Tests for keys in it; absent where there are none. */
  readonly tests?: readonly KeyTestText[];
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
  /** What became of each operator and predicate of the plan as it was bound; absent where nobody asked. */
  readonly outcomes?: readonly Outcome[];
  /** Sources whose tables the text names and whose rows it does not need; absent where there are none. */
  readonly unread?: readonly string[];
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
