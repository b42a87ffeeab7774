import type { Expression } from '../plan/expression.ts';
import type { Dialect, PrintTable } from '../spi/dialect.ts';
import { Comparison } from '../spi/sql/comparison.ts';
import { refuse } from '../spi/sql/refused.ts';
import type { SqlRules, Writer } from '../spi/sql/rules.ts';
import { sqlDialect } from '../spi/sql/sql-dialect.ts';
import { joined, type Sql, sql, text } from '../spi/sql/sql-text.ts';
import { duckdbAggregate, duckdbWindow } from './sql/aggregate-calls.ts';
import { duckdbCall } from './sql/calls.ts';
import { castable, duckdbLiteral } from './sql/literals.ts';
import { quoteDuckdb } from './sql/names.ts';

const write = (expression: Expression, writer: Writer): Sql => writer.write(expression);

/** A constant as a key would read as the position of a column; with a cast it does not. */
function writeKey(expression: Expression, writer: Writer): Sql {
  const key = writer.write(expression);
  return expression.kind === 'literal' ? sql`CAST(${key} AS ${castable(expression.type)})` : key;
}

/** Where a scan can't be read by name: nothing is known of where the table stands. */
const noTables: PrintTable = (scan) =>
  refuse('dialect', `The table ${scan.source}.${scan.table.name} is not within reach of the local DuckDB.`);

function limitText(
  limit: Expression | null,
  offset: Expression | null,
  percent: boolean,
  writer: Writer,
): Sql {
  const parts: Sql[] = [];
  if (limit !== null) parts.push(sql`LIMIT ${count(limit, writer)}${percent ? '%' : ''}`);
  if (offset !== null) parts.push(sql`OFFSET ${count(offset, writer)}`);
  return joined(parts, ' ');
}

/** A constant count needs no type. */
function count(rows: Expression, writer: Writer): Sql {
  const digits =
    rows.kind === 'literal' && typeof rows.value === 'string' && /^\d+$/.test(rows.value) ? rows.value : null;
  return digits === null ? writer.atom(rows) : text(digits);
}

function rules(table: PrintTable): SqlRules {
  return {
    name: 'duckdb',
    features: {
      groupingSets: true,
      distinctOn: true,
      emptyGroup: true,
      nestedJoins: true,
      semiJoins: true,
      strictScalarSubqueries: true,
      multisetOperations: true,
      columnAliases: true,
    },
    foldsConstants: false,
    nameBytes: Number.POSITIVE_INFINITY,
    quote: quoteDuckdb,
    placeholder: () => refuse('dialect', 'DuckDB is given its constants in the text.'),
    admit: () => undefined,
    table,
    literal: duckdbLiteral,
    parameter: (name) => text(`$${name}`),
    column: (item) => item.sql,
    call: duckdbCall,
    cast: (cast, writer) =>
      sql`${cast.try ? 'TRY_CAST' : 'CAST'}(${writer.write(cast.child)} AS ${castable(cast.type)})`,
    compare: (compare, writer) =>
      new Comparison(writer.write(compare.left), compare.op.toUpperCase(), writer.write(compare.right)),
    membership: (expression, writer) => {
      const list = joined(
        expression.list.map((part) => writer.write(part)),
        ', ',
      );
      return sql`${writer.atom(expression.child)} ${expression.negated ? 'NOT IN' : 'IN'} (${list})`.at(
        'comparison',
      );
    },
    setMembership: (compare, writer) => ({
      value: writer.write(compare.left),
      member: writer.write(compare.right),
    }),
    groupKey: writeKey,
    orderKey: writeKey,
    branch: write,
    aggregate: duckdbAggregate,
    window: duckdbWindow,
    grouping: (call) => call,
    limit: limitText,
  };
}

/**
 * DuckDB SQL, the language of the local remainder: every node and expression of the plan, constants in the text, so
 * that binding gives the same types again. What has no exact text is refused with the code `dialect`. Scans are
 * written by `table`; staged fragments are read under their own names.
 */
export function duckdbDialectOver(table: PrintTable): Dialect {
  return sqlDialect(rules(table));
}

/** DuckDB SQL over staged fragments alone. */
export const duckdbDialect: Dialect = duckdbDialectOver(noTables);
