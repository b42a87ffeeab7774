import type { Expression } from '../../engine/plan/expression.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import type { Dialect } from '../../engine/spi/dialect.ts';
import { constantOf } from '../../engine/spi/sql/constants.ts';
import type { Item } from '../../engine/spi/sql/item.ts';
import { quoteName } from '../../engine/spi/sql/names.ts';
import { refuse } from '../../engine/spi/sql/refused.ts';
import type { SqlRules } from '../../engine/spi/sql/rules.ts';
import { sqlDialect } from '../../engine/spi/sql/sql-dialect.ts';
import { type Sql, text } from '../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../engine/types/catalog.ts';
import { sqliteAggregate } from './sql/aggregates.ts';
import { sqliteCall } from './sql/calls.ts';
import { sqliteCast } from './sql/casts.ts';
import { comparable, sqliteCompare, sqliteMembership, sqliteSetMembership } from './sql/comparisons.ts';
import { sqliteColumn } from './sql/columns.ts';
import { sqliteLiteral } from './sql/literals.ts';
import { admitNode } from '../../engine/spi/sql/admit-node.ts';
import { sqliteWindow } from './sql/windows.ts';

/** SQLite keeps the case of names and compares them without it. */
const quote = (name: string): string => quoteName(name, false);

function limitText(limit: Expression | null, offset: Expression | null, percent: boolean): Sql {
  if (percent) refuse('dialect', 'SQLite has no LIMIT by a share of the rows.');
  // There is no OFFSET without LIMIT; a negative limit is none.
  const rows = limit === null ? '-1' : digitsOf(limit);
  return text(`LIMIT ${rows}${offset === null ? '' : ` OFFSET ${digitsOf(offset)}`}`);
}

function digitsOf(count: Expression): string {
  const value = constantOf(count)?.value;
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return value;
  return refuse('function', 'LIMIT is sent only with constant counts.');
}

const RULES: SqlRules = {
  name: 'sqlite',
  features: {
    groupingSets: false,
    distinctOn: false,
    emptyGroup: false,
    nestedJoins: false,
    semiJoins: false,
    strictScalarSubqueries: false,
    multisetOperations: false,
    columnAliases: false,
  },
  foldsConstants: true,
  nameBytes: Number.POSITIVE_INFINITY,
  quote,
  placeholder: (position) => `?${position}`,
  admit: (node) => admitNode(node, 'SQLite'),
  // Qualified, so that no CTE of the same name hides the table.
  table: ({ table }) => `main.${quote(table.name)}`,
  literal: sqliteLiteral,
  parameter: (name) =>
    refuse('type', `The value of the parameter ${name} is not known when the plan is made.`),
  column: sqliteColumn,
  call: sqliteCall,
  cast: sqliteCast,
  compare: sqliteCompare,
  membership: sqliteMembership,
  setMembership: sqliteSetMembership,
  groupKey: (expression, writer) => comparable(expression, writer, 'equality'),
  orderKey: (expression, writer) => comparable(expression, writer, 'order'),
  branch: (expression, writer) => writer.write(expression),
  aggregate: sqliteAggregate,
  window: sqliteWindow,
  grouping: () => refuse('dialect', 'GROUPING() does not exist at SQLite.'),
  limit: limitText,
};

/**
 * SQLite's SQL with exactly DuckDB's meaning, or a refusal. Declared types bind nothing there, so the columns that a
 * statement computes with are proved before it runs, and SQLite's loose conversions are never relied on.
 */
export const sqliteDialect: Dialect = sqlDialect(RULES);

/** A column of a table that a printed statement does not merely pass on. */
export interface ComputedColumn {
  readonly table: string;
  readonly field: CatalogColumn;
}

/** The columns that the statement of a plan compares, groups by or computes with, as printing it meets them. */
export function computedColumns(plan: PlanNode): readonly ComputedColumn[] {
  const found: ComputedColumn[] = [];
  const column = (item: Item): Sql => {
    const { field } = item;
    if (field !== null) found.push({ table: tableOf(item, field), field });
    return sqliteColumn(item);
  };
  sqlDialect({ ...RULES, column }).print(plan);
  return found;
}

function tableOf({ column }: Item, field: CatalogColumn): string {
  const origin = column.origins.find((one) => one.column === field.name);
  if (origin === undefined) throw new Error(`Nothing says which table ${field.name} comes from`);
  return origin.table;
}
