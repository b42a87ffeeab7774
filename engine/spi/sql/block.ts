import type { Column } from '../../plan/column.ts';
import type { CatalogColumn } from '../../types/catalog.ts';
import type { Item } from './item.ts';
import type { SqlRules } from './rules.ts';
import { uniqueNames } from './names.ts';
import { type Bound, joined, Label, render, type Sql, sql, text } from './sql-text.ts';

/** How far a block has come in SQL's order of clauses; an operator joins a block only if its clause is still ahead. */
export const STAGES = ['rows', 'grouped', 'windowed', 'distinct', 'sorted', 'limited', 'sealed'] as const;
export type Stage = (typeof STAGES)[number];

/** A SELECT in the making. Operators are merged into it until one does not fit; then it becomes a subquery. */
export interface Block {
  readonly ctes: readonly Sql[];
  readonly recursive: boolean;
  readonly from: Sql | null;
  /** True where `from` is one table or bracketed: it may be the right side of a join as it is. */
  readonly single: boolean;
  readonly where: readonly Sql[];
  /** The GROUP BY text; `global` for an aggregate of all rows. */
  readonly groupBy: Sql | 'global' | null;
  readonly having: readonly Sql[];
  /** `DISTINCT` or `DISTINCT ON (…)`. */
  readonly distinct: Sql | null;
  readonly orderBy: readonly Sql[];
  /** Everything after ORDER BY. */
  readonly tail: Sql | null;
  readonly items: readonly Item[];
  readonly stage: Stage;
  /** Holds something volatile, which must neither move nor repeat. */
  readonly fragile: boolean;
  /** The whole statement, where it is not a single SELECT (a set operation) and nothing was merged into it. */
  readonly whole: Sql | null;
}

const EMPTY = {
  ctes: [],
  recursive: false,
  single: true,
  where: [],
  groupBy: null,
  having: [],
  distinct: null,
  orderBy: [],
  tail: null,
  stage: 'rows',
  fragile: false,
  whole: null,
} as const;

/** A block over a FROM text (null: one row without columns). */
export function blockOver(from: Sql | null, items: readonly Item[]): Block {
  return { ...EMPTY, from, items };
}

/** The block as one SELECT into which more can be merged. */
export function opened(block: Block): Block {
  return block.whole === null ? block : { ...block, whole: null };
}

export function isPast(block: Block, stage: Stage): boolean {
  return STAGES.indexOf(block.stage) > STAGES.indexOf(stage);
}

/** Items for the columns of something in FROM called `label`, whose columns are named `names` there. */
export function itemsOf(
  label: Label,
  columns: readonly Column[],
  names: readonly string[],
  fields: readonly (CatalogColumn | null)[],
  rules: SqlRules,
): readonly Item[] {
  return columns.map((column, at) => ({
    sql: sql`${label}.${rules.quote(names[at] ?? column.name)}`,
    column,
    origin: 'column',
    field: fields[at] ?? null,
    cost: 0,
  }));
}

/** The names that the columns of a finished block have. */
export function outputNames(columns: readonly Column[], rules: SqlRules): readonly string[] {
  return uniqueNames(
    columns.map((column) => column.name),
    rules.nameBytes,
  );
}

/** The block as a subquery in the FROM of a new one. */
export function wrap(block: Block, rules: SqlRules, base = 'q'): Block {
  const label = new Label(base);
  const columns = block.items.map((item) => item.column);
  const fields = block.items.map((item) => item.field);
  const inner = { ...block, ctes: [], recursive: false };
  const names = outputNames(columns, rules);
  const outer = blockOver(
    sql`(${statement(inner, rules)}) AS ${label}`,
    itemsOf(label, columns, names, fields, rules),
  );
  return { ...outer, ctes: block.ctes, recursive: block.recursive };
}

/** The block as one statement. A block without columns gives the constant 1: SQL has no empty SELECT list everywhere. */
export function statement(block: Block, rules: SqlRules): Sql {
  const body = block.whole ?? select(block, rules);
  if (block.ctes.length === 0) return body;
  return sql`WITH ${block.recursive ? 'RECURSIVE ' : ''}${joined(block.ctes, ', ')} ${body}`;
}

function select(block: Block, rules: SqlRules): Sql {
  const names = outputNames(
    block.items.map((item) => item.column),
    rules,
  );
  const list = block.items.map((item, at) => named(item, names[at] ?? item.column.name, rules));
  let body = sql`SELECT ${block.distinct ? sql`${block.distinct} ` : ''}${list.length ? joined(list, ', ') : '1 AS one'}`;
  if (block.from) body = sql`${body} FROM ${block.from}`;
  if (block.where.length > 0) body = sql`${body} WHERE ${conjunction(block.where)}`;
  if (block.groupBy !== null && block.groupBy !== 'global') body = sql`${body} GROUP BY ${block.groupBy}`;
  if (block.having.length > 0) body = sql`${body} HAVING ${conjunction(block.having)}`;
  if (block.orderBy.length > 0) body = sql`${body} ORDER BY ${joined(block.orderBy, ', ')}`;
  return block.tail ? sql`${body} ${block.tail}` : body;
}

function named(item: Item, name: string, rules: SqlRules): Sql {
  const quoted = rules.quote(name);
  const last = item.sql.parts.at(-1);
  const already = item.origin === 'column' && last === `.${quoted}`;
  return already ? item.sql : sql`${item.sql} AS ${quoted}`;
}

/** All of the predicates; text `true` where there is none. */
export function conjunction(predicates: readonly Sql[]): Sql {
  if (predicates.length <= 1) return predicates[0] ?? text('true');
  return joined(
    predicates.map((predicate) => predicate.within('comparison')),
    ' AND ',
  ).at('logic');
}

/** The finished text of a block. */
export function renderBlock(
  block: Block,
  rules: SqlRules,
  last: readonly Bound[] = [],
): ReturnType<typeof render> {
  return render(statement(block, rules), rules, last);
}
