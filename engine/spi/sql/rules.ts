import type {
  AggregateCall,
  CallExpression,
  CastExpression,
  ColumnExpression,
  CompareExpression,
  Expression,
  InExpression,
  SortKey,
  WindowCall,
} from '../../plan/expression.ts';
import type { PlanNode, ScanNode } from '../../plan/node.ts';
import type { TypedLiteral } from '../../types/literal.ts';
import type { Item } from './item.ts';
import type { Sql } from './sql-text.ts';

/** Prints the parts of one node's expressions: what the rules of a dialect get to work with. */
export interface Writer {
  /** An expression at whatever level it has. */
  write(expression: Expression): Sql;
  /** The same, in brackets unless it is one word or call. */
  atom(expression: Expression): Sql;
  /** What stands at an input position. */
  item(index: number): Item;
}

/** What a dialect lacks or names differently. */
export interface SqlFeatures {
  readonly groupingSets: boolean;
  readonly distinctOn: boolean;
  /** `GROUP BY ()`. */
  readonly emptyGroup: boolean;
  /** A bracketed join as the right side of a join. */
  readonly nestedJoins: boolean;
  /** `l SEMI JOIN r ON …`; else EXISTS. */
  readonly semiJoins: boolean;
  /** A scalar subquery with a second row is an error. */
  readonly strictScalarSubqueries: boolean;
  /** INTERSECT ALL and EXCEPT ALL. */
  readonly multisetOperations: boolean;
  /** `FROM (VALUES …) AS v(a, b)`. */
  readonly columnAliases: boolean;
  /** False where constant rows are written `SELECT … UNION ALL SELECT …`. */
  readonly valuesRows?: false;
  /** False where a call has no FILTER: then the rules print a call's filter into its arguments. */
  readonly filterClause?: false;
  /** False where HAVING can't name every key: conditions on groups then stand in WHERE around them. */
  readonly having?: false;
  /** False where ORDER BY has no NULLS FIRST or LAST and NULLs are the lowest values. */
  readonly nullsClause?: false;
  /** False where WITH takes no MATERIALIZED. */
  readonly materializedHint?: false;
}

/**
 * A dialect as tables and small functions over the base printer. Each function prints with exactly DuckDB's meaning
 * and throws `Refused` where it can't.
 */
export interface SqlRules {
  readonly name: string;
  readonly features: SqlFeatures;
  /** Expressions without columns are computed here, so that the engine gets plain constants. */
  readonly foldsConstants: boolean;
  /** Longest identifier in bytes. */
  readonly nameBytes: number;
  quote(name: string): string;
  placeholder(position: number, literal: TypedLiteral): string;
  /** Throws where nodes of this kind, or this node, do not run there. */
  admit(node: PlanNode): void;
  /** A table in FROM, without alias. */
  table(scan: ScanNode): string;
  literal(literal: TypedLiteral): Sql;
  parameter(name: string): Sql;
  /** A scanned column wherever it stands, for types that can't be read as they are; as it is where absent. */
  scanned?(item: Item): Sql;
  /** A column used in an expression, not merely passed on. */
  column(item: Item, expression: ColumnExpression): Sql;
  call(call: CallExpression, writer: Writer): Sql;
  cast(cast: CastExpression, writer: Writer): Sql;
  compare(compare: CompareExpression, writer: Writer): Sql;
  /** `child IN (list)`. */
  membership(expression: InExpression, writer: Writer): Sql;
  /** Both sides of `=` so that `value IN (SELECT member …)` means the same; null where only the comparison does. */
  setMembership(
    compare: CompareExpression,
    writer: Writer,
  ): { readonly value: Sql; readonly member: Sql } | null;
  /** An expression as a key whose equality is DuckDB's: for GROUP BY, DISTINCT, PARTITION BY and set operations. */
  groupKey(expression: Expression, writer: Writer): Sql;
  /** The same for set operations, where inputs of several origins meet; the group key where absent. */
  setKey?(expression: Expression, writer: Writer): Sql;
  /** An expression such that its order is DuckDB's; direction and NULLs are added by the printer. */
  orderKey(expression: Expression, writer: Writer): Sql;
  /** A value that CASE, COALESCE or a set operation gives, brought to one type with the other branches. */
  branch(expression: Expression, writer: Writer): Sql;
  /** An aggregate in its result type; every bare call within it goes through `finish`, which adds FILTER. */
  aggregate(call: AggregateCall, writer: Writer, finish: (bare: Sql) => Sql): Sql;
  /** An `exponent` (see Item) that the call's result is known to keep to; null where none is. */
  exponent?(call: AggregateCall): number | null;
  /** The same for a call over a window: `finish` adds FILTER and OVER. */
  window(call: WindowCall, writer: Writer, finish: (bare: Sql) => Sql): Sql;
  /** A GROUPING call in BIGINT. */
  grouping(call: Sql): Sql;
  /** Row counts of LIMIT and OFFSET. */
  limit(limit: Expression | null, offset: Expression | null, percent: boolean, writer: Writer): Sql;
  /** Checks sort keys beyond each one's order key, such as a direction that the engine lacks. */
  sortKey?(key: SortKey): void;
}
