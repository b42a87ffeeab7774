import type { Expression } from '../plan/expression.ts';
import { columnsUsed } from '../plan/expression-children.ts';
import type { AggregateNode, JoinNode, PlanNode, ScanNode, SetOperationNode } from '../plan/node.ts';
import { conjunctsOf } from '../plan/predicates.ts';
import type { CatalogTable } from '../types/catalog.ts';

/** What estimating must be told. */
export interface Known {
  table(scan: ScanNode): CatalogTable;
  /** The subtree that a fragment runs at its source; null where it is not one of this plan. */
  fragment(id: string): PlanNode | null;
  /** Rows of a fragment where they were estimated already, with what cuts it; undefined where not. */
  rows(fragment: string): number | null | undefined;
}

/** A table's column that values of a plan's column are taken from. */
export interface BaseColumn {
  readonly rows: number | null;
  /** Distinct values as the source keeps them, or the rows where the column is a key by itself. */
  readonly distinct: number | null;
}

/*
 * Shares of rows that predicates keep where no statistics say better: those of System R (Selinger et al., "Access Path
 * Selection in a Relational Database Management System", 1979), as PostgreSQL and Calcite have them in like form.
 */
const EQUALITY = 0.1;
const RANGE = 0.3;
const UNKNOWN = 0.5;
const LIKE = 0.1;

/**
 * Rows that a subtree gives, from the catalog's figures and the rules above: equality with a constant keeps one of the
 * distinct values, IN as many as it lists, a range 0.3; joins by equality meet on the larger number of distinct keys.
 * Null where a table's rows are not known, but for operators that bound them.
 */
export class Estimator {
  readonly #known: Known;

  constructor(known: Known) {
    this.#known = known;
  }

  rows(node: PlanNode): number | null {
    switch (node.kind) {
      case 'scan':
        return this.#known.table(node).rows;
      case 'fragment-scan': {
        const rows = this.#known.rows(node.fragment);
        if (rows !== undefined) return rows;
        const plan = this.#known.fragment(node.fragment);
        return plan === null ? null : this.rows(plan);
      }
      case 'filter':
        return this.#filtered(node.child, conjunctsOf(node.predicates));
      case 'project':
      case 'model':
      case 'governed':
      case 'sort':
      case 'window':
      case 'sample':
        return this.rows(node.child);
      case 'join':
        return this.#joined(node);
      case 'aggregate':
        return this.#grouped(node);
      case 'distinct':
        return this.#combinations(
          node.child,
          node.on ?? node.columns.map(({ type }, index) => ({ kind: 'column', index, type })),
        );
      case 'limit':
        return bounded(this.rows(node.child), node.percent ? null : numberOf(node.limit));
      case 'top-n':
        return bounded(this.rows(node.child), node.limit);
      case 'values':
        return node.rows.length;
      case 'set-operation':
        return this.#combined(node);
      case 'delim-join':
      case 'delim-scan':
      case 'cte':
      case 'cte-ref':
      case 'unnest':
      case 'table-function':
        return null;
    }
  }

  /** The table's column behind a plan's column; null where it is computed. */
  base(node: PlanNode, index: number): BaseColumn | null {
    switch (node.kind) {
      case 'scan': {
        const field = node.fields[index];
        if (field === undefined) return null;
        const { rows, keys } = this.#known.table(node);
        const isKey = keys.some(
          ({ kind, columns }) => kind !== 'foreign' && columns.length === 1 && columns[0] === field.name,
        );
        return { rows, distinct: field.statistics?.distinct ?? (isKey ? rows : null) };
      }
      case 'fragment-scan': {
        const plan = this.#known.fragment(node.fragment);
        return plan === null ? null : this.base(plan, index);
      }
      case 'project':
        return this.#baseOf(node.child, node.expressions[index]);
      case 'aggregate':
        return this.#baseOf(node.child, node.groups[index]);
      case 'join': {
        const width = node.left.columns.length;
        if (index < width) return this.base(node.left, index);
        return node.joinType === 'mark' ? null : this.base(node.right, index - width);
      }
      case 'filter':
      case 'model':
      case 'governed':
      case 'sort':
      case 'limit':
      case 'top-n':
      case 'distinct':
      case 'sample':
        return this.base(node.child, index);
      case 'window':
        return index < node.child.columns.length ? this.base(node.child, index) : null;
      default:
        return null;
    }
  }

  /** Through casts, which keep values apart where keys are compared. */
  #baseOf(child: PlanNode, expression: Expression | undefined): BaseColumn | null {
    if (expression?.kind === 'cast') return this.#baseOf(child, expression.child);
    return expression?.kind === 'column' ? this.base(child, expression.index) : null;
  }

  #filtered(child: PlanNode, predicates: readonly Expression[]): number | null {
    const rows = this.rows(child);
    if (rows === null) return null;
    return rows * predicates.reduce((share, one) => share * this.selectivity(one, child), 1);
  }

  /** The share of rows, 0 to 1, for which a predicate is true. */
  selectivity(predicate: Expression, input: PlanNode): number {
    switch (predicate.kind) {
      case 'and':
        return predicate.args.reduce((share, one) => share * this.selectivity(one, input), 1);
      case 'or':
        return 1 - predicate.args.reduce((share, one) => share * (1 - this.selectivity(one, input)), 1);
      case 'not':
        return 1 - this.selectivity(predicate.child, input);
      case 'in': {
        const share = Math.min(1, predicate.list.length * this.#equality(predicate.child, input));
        return predicate.negated ? 1 - share : share;
      }
      case 'between':
        return RANGE;
      case 'compare':
        if (predicate.op === '=' || predicate.op === 'is not distinct from')
          return Math.min(this.#equality(predicate.left, input), this.#equality(predicate.right, input));
        return predicate.op === '<>' || predicate.op === 'is distinct from' ? 1 - EQUALITY : RANGE;
      case 'is-null':
        return predicate.negated ? 1 - EQUALITY : EQUALITY;
      case 'call':
        return predicate.name.includes('~~') && !predicate.name.startsWith('!') ? LIKE : UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  #equality(side: Expression, input: PlanNode): number {
    if (columnsUsed(side).size === 0) return 1;
    const distinct = this.#baseOf(input, side)?.distinct ?? null;
    return distinct === null ? EQUALITY : 1 / Math.max(1, distinct);
  }

  #joined(node: JoinNode): number | null {
    const left = this.rows(node.left);
    const right = this.rows(node.right);
    if (node.joinType === 'mark' || node.joinType === 'single') return left;
    if (left === null || right === null) return null;
    if (node.joinType === 'semi' || node.joinType === 'anti') return left * UNKNOWN;
    const matches = conjunctsOf(node.conditions).reduce((rows, condition) => {
      const keys = this.#keys(node, condition);
      if (keys !== null) return rows / Math.max(1, keys);
      return rows * (condition.kind === 'compare' ? RANGE : UNKNOWN);
    }, left * right);
    if (node.joinType === 'left') return Math.max(left, matches);
    if (node.joinType === 'right') return Math.max(right, matches);
    return node.joinType === 'full' ? Math.max(left, right, matches) : matches;
  }

  /**
   * The larger number of distinct values of an equality's sides, where neither is known that of a key of the smaller
   * side; null where the condition is none.
   */
  #keys(node: JoinNode, condition: Expression): number | null {
    if (condition.kind !== 'compare' || condition.op !== '=') return null;
    const width = node.left.columns.length;
    const sides = [condition.left, condition.right].map((side) => {
      const column = side.kind === 'cast' ? side.child : side;
      if (column.kind !== 'column') return null;
      return column.index < width
        ? (this.base(node.left, column.index)?.distinct ?? null)
        : (this.base(node.right, column.index - width)?.distinct ?? null);
    });
    const known = sides.filter((one) => one !== null);
    if (known.length > 0) return Math.max(1, ...known);
    return Math.min(this.rows(node.left) ?? 1, this.rows(node.right) ?? 1);
  }

  #grouped(node: AggregateNode): number | null {
    return node.groups.length === 0 ? 1 : this.#combinations(node.child, node.groups);
  }

  /** Rows that differ in some expressions: at most the product of their distinct values. */
  #combinations(child: PlanNode, keys: readonly Expression[]): number | null {
    const rows = this.rows(child);
    const each = keys.map((key) => this.#baseOf(child, key)?.distinct ?? null);
    if (each.some((one) => one === null)) return rows;
    return bounded(
      rows,
      each.reduce<number>((product, one) => product * (one ?? 1), 1),
    );
  }

  #combined(node: SetOperationNode): number | null {
    const inputs = node.inputs.map((input) => this.rows(input));
    if (node.op !== 'union') return inputs[0] ?? null;
    return inputs.some((rows) => rows === null)
      ? null
      : inputs.reduce<number>((sum, rows) => sum + (rows ?? 0), 0);
  }
}

function bounded(rows: number | null, most: number | null): number | null {
  if (rows === null || most === null) return rows ?? most;
  return Math.min(rows, most);
}

function numberOf(count: Expression | null): number | null {
  return count?.kind === 'literal' && typeof count.value === 'string' ? Number(count.value) : null;
}
