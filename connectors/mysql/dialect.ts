import type { Expression } from '../../engine/plan/expression.ts';
import type { Dialect } from '../../engine/spi/dialect.ts';
import { constantOf } from '../../engine/spi/sql/constants.ts';
import { refuse } from '../../engine/spi/sql/refused.ts';
import type { SqlRules } from '../../engine/spi/sql/rules.ts';
import { sqlDialect } from '../../engine/spi/sql/sql-dialect.ts';
import { type Sql, text } from '../../engine/spi/sql/sql-text.ts';
import { mysqlAggregate } from './sql/aggregates.ts';
import { mysqlCall } from './sql/calls.ts';
import { mysqlCast } from './sql/casts.ts';
import { mysqlColumn, scannedColumn } from './sql/columns.ts';
import {
  mysqlBranch,
  mysqlCompare,
  mysqlGroupKey,
  mysqlMembership,
  mysqlOrderKey,
  mysqlSetKey,
  mysqlSetMembership,
} from './sql/comparisons.ts';
import { averageExponent } from '../../engine/spi/sql/double-range.ts';
import { mysqlLiteral } from './sql/literals.ts';
import { quote } from './sql/names.ts';
import { admitMysql } from './sql/nodes.ts';
import { mysqlWindow } from './sql/windows.ts';

/** There is no OFFSET without LIMIT: the manual's own number stands for all rows. */
const ALL_ROWS = '18446744073709551615';

function limitText(limit: Expression | null, offset: Expression | null, percent: boolean): Sql {
  if (percent) refuse('dialect', 'MySQL has no LIMIT by a share of the rows.');
  const rows = limit === null ? ALL_ROWS : digitsOf(limit);
  return text(`LIMIT ${rows}${offset === null ? '' : ` OFFSET ${digitsOf(offset)}`}`);
}

function digitsOf(count: Expression): string {
  const value = constantOf(count)?.value;
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return value;
  return refuse('function', 'LIMIT is sent only with constant counts.');
}

const RULES: SqlRules = {
  name: 'mysql',
  features: {
    groupingSets: false,
    distinctOn: false,
    emptyGroup: false,
    nestedJoins: true,
    semiJoins: false,
    strictScalarSubqueries: true,
    multisetOperations: false,
    columnAliases: false,
    valuesRows: false,
    filterClause: false,
    having: false,
    nullsClause: false,
    materializedHint: false,
  },
  foldsConstants: true,
  nameBytes: 64,
  quote,
  // Constants stand in the text; only keys have places in it, until they are written out there.
  placeholder: (position) => `?${position}`,
  admit: admitMysql,
  table: ({ table }) =>
    table.schema === null ? quote(table.name) : `${quote(table.schema)}.${quote(table.name)}`,
  literal: mysqlLiteral,
  parameter: (name) =>
    refuse('type', `The value of the parameter ${name} is not known when the plan is made.`),
  scanned: scannedColumn,
  column: mysqlColumn,
  call: mysqlCall,
  cast: mysqlCast,
  compare: mysqlCompare,
  membership: mysqlMembership,
  setMembership: mysqlSetMembership,
  groupKey: mysqlGroupKey,
  setKey: mysqlSetKey,
  orderKey: mysqlOrderKey,
  branch: mysqlBranch,
  aggregate: mysqlAggregate,
  exponent: averageExponent,
  window: mysqlWindow,
  grouping: () => refuse('dialect', 'GROUPING SETS do not exist at MySQL.'),
  limit: limitText,
};

/**
 * The SQL that MySQL and MariaDB share, with exactly DuckDB's meaning, or a refusal: text compared as bytes, NULLs
 * placed by keys of their own, constants that no mode of the server reads otherwise.
 */
export const mysqlDialect: Dialect = {
  ...sqlDialect(RULES),
  byteCollation: 'utf8mb4_0900_bin, or utf8mb4_nopad_bin at MariaDB',
};
