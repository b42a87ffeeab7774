import type { CatalogColumn, TablePath } from '../types/catalog.ts';
import type { Column } from './column.ts';
import type { AggregateCall, Expression, SortKey, WindowCall } from './expression.ts';

/** Identifies an operator through all rewriting; unique in one plan. */
export type NodeId = string;

interface NodeBase {
  readonly id: NodeId;
  readonly columns: readonly Column[];
}

/** One logical plan: relational operators close to DuckDB's bound ones. */
export type PlanNode =
  | ScanNode
  | FragmentScanNode
  | GovernedNode
  | ModelNode
  | FilterNode
  | ProjectNode
  | JoinNode
  | DelimJoinNode
  | DelimScanNode
  | AggregateNode
  | WindowNode
  | SortNode
  | LimitNode
  | TopNNode
  | DistinctNode
  | SetOperationNode
  | ValuesNode
  | CteNode
  | CteRefNode
  | UnnestNode
  | TableFunctionNode
  | SampleNode;

export type PlanKind = PlanNode['kind'];

/** Reads columns of one table of one source. `fields[i]` is the source's column behind `columns[i]`. */
export interface ScanNode extends NodeBase {
  readonly kind: 'scan';
  readonly source: string;
  readonly table: TablePath;
  readonly fields: readonly CatalogColumn[];
  /** Sets of the table's columns, by the source's names, on which no two rows agree; NULL is in none of them. */
  readonly uniqueKeys?: readonly (readonly string[])[];
}

/** Reads what a fragment brought: stands in the local remainder in place of the fragment's subtree. */
export interface FragmentScanNode extends NodeBase {
  readonly kind: 'fragment-scan';
  readonly fragment: string;
}

/** A policy's mask and filter over a table. A barrier: nothing that may raise moves below it. */
export interface GovernedNode extends NodeBase {
  readonly kind: 'governed';
  readonly child: PlanNode;
  readonly policy: string;
}

/** The spliced plan of `models.<name>`; it only marks, its columns are the child's under the model's names. */
export interface ModelNode extends NodeBase {
  readonly kind: 'model';
  readonly child: PlanNode;
  readonly name: string;
}

/** Keeps the rows for which all predicates are true. */
export interface FilterNode extends NodeBase {
  readonly kind: 'filter';
  readonly child: PlanNode;
  readonly predicates: readonly Expression[];
}

/** `columns[i]` is `expressions[i]` over the child. */
export interface ProjectNode extends NodeBase {
  readonly kind: 'project';
  readonly child: PlanNode;
  readonly expressions: readonly Expression[];
}

/**
 * `mark` adds one BOOLEAN column: the three-valued `left IN right`. `single` is a left join that raises where a
 * left row meets two right ones. `positional` pairs rows by number.
 */
export type JoinType =
  | 'inner'
  | 'left'
  | 'right'
  | 'full'
  | 'semi'
  | 'anti'
  | 'mark'
  | 'single'
  | 'cross'
  | 'positional';

/**
 * Columns: semi and anti give the left ones, mark those and the mark, every other type left and right.
 * `conditions` are conjuncts over left then right. In an `asof` join exactly one of them is an inequality, and
 * the closest right row by it is taken.
 */
export interface JoinNode extends NodeBase {
  readonly kind: 'join';
  readonly joinType: JoinType;
  readonly asof: boolean;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly conditions: readonly Expression[];
}

/**
 * A decorrelated subquery: the distinct values of `keys` over the left side feed the `delim-scan` nodes of the
 * same `delim` within the right side; then the sides join as a join of `joinType` does.
 */
export interface DelimJoinNode extends NodeBase {
  readonly kind: 'delim-join';
  readonly joinType: JoinType;
  readonly delim: string;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly keys: readonly Expression[];
  readonly conditions: readonly Expression[];
}

export interface DelimScanNode extends NodeBase {
  readonly kind: 'delim-scan';
  readonly delim: string;
}

/**
 * Columns: the groups, then the aggregates, then one BIGINT for each grouping function. `groupingSets` holds
 * positions in `groups`; one set of all groups is an ordinary GROUP BY, one empty set with no groups gives one row.
 */
export interface AggregateNode extends NodeBase {
  readonly kind: 'aggregate';
  readonly child: PlanNode;
  readonly groups: readonly Expression[];
  readonly groupingSets: readonly (readonly number[])[];
  readonly aggregates: readonly AggregateCall[];
  /** GROUPING(…) calls, as positions in `groups`. */
  readonly groupingFunctions: readonly (readonly number[])[];
}

/** Columns: the child's, then one for each window call. */
export interface WindowNode extends NodeBase {
  readonly kind: 'window';
  readonly child: PlanNode;
  readonly windows: readonly WindowCall[];
}

export interface SortNode extends NodeBase {
  readonly kind: 'sort';
  readonly child: PlanNode;
  readonly keys: readonly SortKey[];
}

/** Row counts as expressions without columns; null is unset. `percent` makes the limit a share of the rows, 0 to 100. */
export interface LimitNode extends NodeBase {
  readonly kind: 'limit';
  readonly child: PlanNode;
  readonly limit: Expression | null;
  readonly offset: Expression | null;
  readonly percent: boolean;
}

/** A sort and a constant limit in one. */
export interface TopNNode extends NodeBase {
  readonly kind: 'top-n';
  readonly child: PlanNode;
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly offset: number;
}

/** `on` null: whole rows. With `on`: the first row by `orderBy` of each value of `on`. */
export interface DistinctNode extends NodeBase {
  readonly kind: 'distinct';
  readonly child: PlanNode;
  readonly on: readonly Expression[] | null;
  readonly orderBy: readonly SortKey[];
}

/** All inputs have the same number and types of columns; names are the first one's. */
export interface SetOperationNode extends NodeBase {
  readonly kind: 'set-operation';
  readonly op: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly inputs: readonly PlanNode[];
}

/** Constant rows; one row without columns stands for a SELECT without FROM, no row for an empty result. */
export interface ValuesNode extends NodeBase {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

/**
 * `definition` is named for `body`. In a recursive one the definition is the anchor, `recursive` the step whose
 * `cte-ref`s read the rows of the last round; `keys` (USING KEY) are positions, empty without them.
 */
export interface CteNode extends NodeBase {
  readonly kind: 'cte';
  readonly cte: string;
  readonly name: string;
  readonly materialized: 'always' | 'never' | 'default';
  readonly definition: PlanNode;
  readonly recursive: {
    readonly step: PlanNode;
    readonly all: boolean;
    readonly keys: readonly number[];
  } | null;
  readonly body: PlanNode;
}

export interface CteRefNode extends NodeBase {
  readonly kind: 'cte-ref';
  readonly cte: string;
  readonly name: string;
  /** True for `recurring.x`: all rows so far of a USING KEY recursion. */
  readonly recurring: boolean;
}

/** Columns: the child's, then one for each list; the lists of a row are unnested side by side. */
export interface UnnestNode extends NodeBase {
  readonly kind: 'unnest';
  readonly child: PlanNode;
  readonly lists: readonly Expression[];
}

/**
 * A table function that reads no data of its own, such as `generate_series`. With a child (lateral), its arguments
 * are over the child and the columns are the function's, then the child's columns at `passed`.
 */
export interface TableFunctionNode extends NodeBase {
  readonly kind: 'table-function';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly child: PlanNode | null;
  readonly passed: readonly number[];
}

export interface SampleNode extends NodeBase {
  readonly kind: 'sample';
  readonly child: PlanNode;
  readonly method: 'system' | 'bernoulli' | 'reservoir';
  /** Rows, or a share 0 to 100 where `percent` is true. */
  readonly size: string;
  readonly percent: boolean;
  readonly seed: number | null;
}
