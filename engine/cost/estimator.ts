import type { Expression } from '../plan/expression.ts';
import type { FilterNode, PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import { type ColumnEstimate, boundedBy } from './column-estimate.ts';
import { columnOf } from './column-of.ts';
import { combinations } from './combinations.ts';
import { Conditioned } from './conditioned.ts';
import type { AnyJoin, Estimates, Filtered, JoinEstimate, Known, UniqueKey } from './estimates.ts';
import { joinEstimate } from './join-estimate.ts';
import { columnBytes } from './row-bytes.ts';
import { rowsOf } from './rows-of.ts';
import { uniqueKeysOf } from './unique-keys.ts';
import { valueEstimate } from './value-estimate.ts';

/**
 * What subtrees give, from what the sources keep of their tables: rows, bytes, and for each column its values. Null where
 * nothing is known, but for operators that bound their rows. It remembers what it was asked: nodes are never changed.
 */
export class Estimator implements Estimates {
  readonly #known: Known;
  readonly #definitions = new Map<string, PlanNode>();
  #memory = new Memory();

  constructor(known: Known) {
    this.#known = known;
  }

  rows(node: PlanNode): number | null {
    this.#define(node);
    return remembered(this.#memory.rows, node, () => rowsOf(node, this));
  }

  /** Mean bytes of a row: as sources count the widths of their columns, else by type. */
  rowBytes(node: PlanNode): number {
    return node.columns.reduce((sum, { type }, at) => sum + columnBytes(this.column(node, at), type), 0);
  }

  /** Bytes of all rows; null where their number is not known. */
  bytes(node: PlanNode): number | null {
    const rows = this.rows(node);
    return rows === null ? null : rows * this.rowBytes(node);
  }

  column(node: PlanNode, index: number): ColumnEstimate | null {
    this.#define(node);
    const own = remembered(this.#memory.columns, node, () => new Map<number, ColumnEstimate | null>());
    const found = own.get(index);
    if (found !== undefined) return found;
    const column = columnOf(node, index, this);
    const bounded = column === null ? null : boundedBy(column, this.rows(node));
    own.set(index, bounded);
    return bounded;
  }

  /** Different values of an expression over a subtree; null where that is not known. */
  distinct(expression: Expression, node: PlanNode): number | null {
    const value = valueEstimate(expression, (index) => this.column(node, index));
    return value === null ? null : boundedBy(value, this.rows(node)).distinct;
  }

  /** The number of rows of a subtree that differ in some expressions; null where nothing bounds it. */
  combinations(expressions: readonly Expression[], node: PlanNode): number | null {
    return combinations(node, expressions, this);
  }

  /** The share of a subtree's rows, 0 to 1, for which all predicates are true. */
  selectivity(predicates: readonly Expression[], node: PlanNode): number {
    return this.#conditioned(predicates, node).share;
  }

  table(scan: ScanNode): CatalogTable {
    return this.#known.table(scan);
  }

  uniqueKeys(node: PlanNode): readonly UniqueKey[] {
    return remembered(this.#memory.keys, node, () => uniqueKeysOf(node, this));
  }

  join(node: AnyJoin): JoinEstimate {
    this.#define(node);
    return remembered(this.#memory.joins, node, () => joinEstimate(node, this));
  }

  filtered(node: FilterNode): Filtered {
    return remembered(this.#memory.filters, node, () => this.#conditioned(node.predicates, node.child));
  }

  fragment(id: string): PlanNode | null {
    return this.#known.fragment?.(id) ?? null;
  }

  fragmentRows(id: string): number | null {
    const rows = this.#known.rows?.(id);
    if (rows !== undefined) return rows;
    const plan = this.fragment(id);
    return plan === null ? null : this.ofFragments.rows(plan);
  }

  get ofFragments(): Estimates {
    return this.#known.ofFragments ?? this;
  }

  definition(name: string): PlanNode | null {
    return this.#definitions.get(name) ?? null;
  }

  #conditioned(predicates: readonly Expression[], node: PlanNode): Conditioned {
    return new Conditioned((index) => this.column(node, index), this.rows(node)).apply(predicates);
  }

  /** Takes down what references below a node read. Where they read something else before, all that was worked out is void. */
  #define(node: PlanNode): void {
    if (node.kind === 'delim-join') this.#name(node.delim, node);
    if (node.kind === 'cte' && node.recursive === null) this.#name(node.cte, node.definition);
  }

  #name(name: string, definition: PlanNode): void {
    if (this.#definitions.get(name) === definition) return;
    this.#definitions.set(name, definition);
    this.#memory = new Memory();
  }
}

/** What was worked out, by node. */
class Memory {
  readonly rows = new WeakMap<PlanNode, number | null>();
  readonly columns = new WeakMap<PlanNode, Map<number, ColumnEstimate | null>>();
  readonly keys = new WeakMap<PlanNode, readonly UniqueKey[]>();
  readonly joins = new WeakMap<PlanNode, JoinEstimate>();
  readonly filters = new WeakMap<PlanNode, Filtered>();
}

function remembered<T>(memory: WeakMap<PlanNode, T>, node: PlanNode, work: () => T): T {
  const found = memory.get(node);
  if (found !== undefined) return found;
  const made = work();
  memory.set(node, made);
  return made;
}
