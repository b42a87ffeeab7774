import type { Dialect } from '../../engine/spi/dialect.ts';
import { quoteName } from '../../engine/spi/sql/names.ts';
import { refuse } from '../../engine/spi/sql/refused.ts';
import type { SqlRules } from '../../engine/spi/sql/rules.ts';
import { sqlDialect } from '../../engine/spi/sql/sql-dialect.ts';
import { sql } from '../../engine/spi/sql/sql-text.ts';
import { postgresAggregate } from './sql/aggregates.ts';
import { postgresCall } from './sql/calls.ts';
import { postgresCast } from './sql/casts.ts';
import { postgresColumn, postgresLiteral } from './sql/columns.ts';
import {
  postgresBranch,
  postgresCompare,
  postgresGroupKey,
  postgresMembership,
  postgresOrderKey,
  postgresSetKey,
  postgresSetMembership,
} from './sql/comparisons.ts';
import { averageExponent } from '../../engine/spi/sql/double-range.ts';
import { postgresLimit } from './sql/limit.ts';
import { nativeType } from './sql/native-types.ts';
import { admitPostgres } from './sql/nodes.ts';
import { partitioned } from './sql/partition.ts';
import { postgresWindow } from './sql/windows.ts';

/** PostgreSQL folds unquoted names to lower case. */
const quote = (name: string): string => quoteName(name, true);

const RULES: SqlRules = {
  name: 'postgres',
  features: {
    groupingSets: true,
    distinctOn: true,
    emptyGroup: true,
    nestedJoins: true,
    semiJoins: false,
    strictScalarSubqueries: true,
    multisetOperations: true,
    columnAliases: true,
  },
  foldsConstants: true,
  nameBytes: 63,
  quote,
  placeholder: (position, { type }) => {
    const tid = type.id === 'VARCHAR' && type.alias === 'tid';
    if (type.id === 'LIST') return `$${position}::${nativeType(type.child) ?? 'text'}[]`;
    return `$${position}::${tid ? 'tid' : (nativeType(type) ?? 'text')}`;
  },
  admit: admitPostgres,
  table: ({ table }) =>
    table.schema === null ? quote(table.name) : `${quote(table.schema)}.${quote(table.name)}`,
  literal: postgresLiteral,
  parameter: (name) =>
    refuse('type', `The value of the parameter ${name} is not known when the plan is made.`),
  column: postgresColumn,
  call: postgresCall,
  cast: (cast, writer) =>
    cast.try ? refuse('function', 'TRY_CAST does not exist at PostgreSQL.') : postgresCast(cast, writer),
  compare: postgresCompare,
  membership: postgresMembership,
  setMembership: postgresSetMembership,
  groupKey: postgresGroupKey,
  setKey: postgresSetKey,
  orderKey: postgresOrderKey,
  branch: postgresBranch,
  aggregate: postgresAggregate,
  exponent: averageExponent,
  window: postgresWindow,
  grouping: (call) => sql`${call}::bigint`,
  limit: postgresLimit,
};

const printer = sqlDialect(RULES);

/**
 * PostgreSQL's SQL with exactly DuckDB's meaning, or a refusal: constants as placeholders with explicit types, text
 * compared by bytes, NULLs placed, functions and casts from an allow-list that is proved against both engines.
 */
export const postgresDialect: Dialect = {
  ...printer,
  byteCollation: 'COLLATE "C"',
  printPartition: (node, scan) => partitioned(node, scan, RULES),
};
