import type { Random } from './random.ts';
import type { Kind } from './kind.ts';
import type { FuzzTable } from './tables.ts';

/** A column that an expression may name. */
export interface Visible {
  readonly sql: string;
  readonly kind: Kind;
}

/** What the generator knows at one place of a query. */
export interface Scope {
  readonly random: Random;
  readonly tables: readonly FuzzTable[];
  readonly columns: readonly Visible[];
  /** How many more levels of subqueries and operators may be opened. */
  readonly depth: number;
  /** Makes a predicate; a member, as expressions and predicates hold each other. */
  readonly predicate: (scope: Scope) => string;
  /** A fresh alias, unique in the whole text. */
  readonly alias: (prefix: string) => string;
}

/** The scope one level further in. */
export function deeper(scope: Scope, columns: readonly Visible[] = scope.columns): Scope {
  return { ...scope, columns, depth: scope.depth - 1 };
}

/** The columns of a table under an alias. */
export function columnsOf(table: FuzzTable, alias: string): readonly Visible[] {
  return table.columns.map(({ name, kind }) => ({ sql: `${alias}."${name}"`, kind }));
}

/** A visible column of the kind, if there is one. */
export function columnOfKind(scope: Scope, kind: Kind): string | undefined {
  const found = scope.columns.filter((column) => column.kind === kind);
  return found.length === 0 ? undefined : scope.random.pick(found).sql;
}

/** One of the kinds, mostly one that some visible column has: what compares constants alone tests little. */
export function presentKind(scope: Scope, kinds: readonly Kind[]): Kind {
  const present = kinds.filter((kind) => scope.columns.some((column) => column.kind === kind));
  return scope.random.pick(present.length > 0 && scope.random.chance(0.95) ? present : kinds);
}

/** Whether an expression names a column, and so may differ from row to row. */
export function namesColumn(sql: string): boolean {
  return sql.includes('."');
}
