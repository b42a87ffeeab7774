import type { Column } from '../plan/column.ts';
import type { AggregateCall, Expression, WindowCall } from '../plan/expression.ts';
import type { KeySlot, KeyTestText } from '../plan/fragment.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import type { ReasonCode } from '../types/explain.ts';
import type { TypedLiteral } from '../types/literal.ts';

/** Why a dialect does not print something: it would not run there, or would not mean exactly the same. */
export interface Refusal {
  readonly code: ReasonCode;
  /** One sentence that names the thing to change. */
  readonly reason: string;
  /** The refused part as short text; null for the operator as such. */
  readonly expression: string | null;
}

/** SQL and the values of its placeholders, in order. */
export interface PrintedSql {
  readonly sql: string;
  readonly params: readonly TypedLiteral[];
  /** Which of the values are keys that come later; absent where there are none. */
  readonly slots?: readonly KeySlot[];
  /** Tests for such keys, each of which can be exchanged for another form; absent where there are none. */
  readonly tests?: readonly KeyTestText[];
}

/** How a scan is written in FROM. Sources name their own tables; DuckDB-mounted ones read a mounted name or a function. */
export type PrintTable = (scan: ScanNode) => string;

/**
 * Prints plans for one kind of engine and says beforehand what it can't print exactly. It refuses by default:
 * whatever is not on its allow-list by name and argument types stays local.
 */
export interface Dialect {
  readonly name: string;
  /** How a text column is declared there to sort by bytes, as DuckDB does; absent where nothing is to be declared. */
  readonly byteCollation?: string;
  /** Null when the node, its inputs already at the source, runs there with exactly DuckDB's meaning. */
  refuse(node: PlanNode): Refusal | null;
  /** The same for one expression over `input`. */
  refuseExpression(expression: Expression, input: readonly Column[]): Refusal | null;
  /** The same for one call, so that the ledger can name it. */
  refuseCall(call: AggregateCall | WindowCall, input: readonly Column[]): Refusal | null;
  /**
   * The subtree as one statement whose output columns have the names of `node.columns` made unique, in types that the
   * connector's reader takes for the DuckDB types of those columns. Throws where `refuse` would have refused.
   */
  print(node: PlanNode): PrintedSql;
  /**
   * The statement restricted to a range of rows of one of its scans, whose bounds are the last two placeholders; absent
   * where the source has none. `scan` is one that `partitionScan` of engine/plan gives.
   */
  printPartition?(node: PlanNode, scan: ScanNode): PrintedSql;
}
