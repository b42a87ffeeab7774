import type { AggregateCall, SortKey, WindowCall } from '../../plan/expression.ts';
import type { Writer } from '../../spi/sql/rules.ts';
import { joined, type Sql, sql, text } from '../../spi/sql/sql-text.ts';
import { duckdbSortKey } from './keys.ts';
import { functionName } from './calls.ts';
import { castable } from './literals.ts';

type Finish = (bare: Sql) => Sql;

/** An aggregate with DISTINCT and ORDER BY inside its brackets. */
export function duckdbAggregate(call: AggregateCall, writer: Writer, finish: Finish): Sql {
  const whole = finish(callText(call, writer, call.orderBy, ''));
  return call.type.id === 'DECIMAL' ? sql`CAST(${whole} AS ${text(castable(call.type))})` : whole;
}

/** A window call with its argument order and IGNORE NULLS inside its brackets. */
export function duckdbWindow(call: WindowCall, writer: Writer, finish: Finish): Sql {
  const whole = finish(callText(call, writer, call.argumentOrder, call.ignoreNulls ? ' IGNORE NULLS' : ''));
  return call.type.id === 'DECIMAL' ? sql`CAST(${whole} AS ${text(castable(call.type))})` : whole;
}

function callText(
  call: AggregateCall | WindowCall,
  writer: Writer,
  keys: readonly SortKey[],
  suffix: string,
): Sql {
  if (call.name === 'count_star') return text('count(*)');
  const args = joined(
    call.args.map((arg) => writer.write(arg)),
    ', ',
  );
  const distinct = call.distinct ? 'DISTINCT ' : '';
  const order =
    keys.length > 0
      ? sql` ORDER BY ${joined(
          keys.map((key) => duckdbSortKey(key, writer)),
          ', ',
        )}`
      : '';
  return sql`${functionName(call.name)}(${distinct}${args}${order}${suffix})`;
}
