import type { WindowCall } from '../../../engine/plan/expression.ts';
import { requireConstantFrame } from '../../../engine/spi/sql/constant-frame.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { AGGREGATES, type Finish } from './aggregates.ts';
import { postgresBranch } from './comparisons.ts';

type PrintWindow = (call: WindowCall, writer: Writer, finish: Finish) => Sql;

const ranking =
  (name: string): PrintWindow =>
  (_call, _writer, finish) =>
    finish(text(`${name}()`));

const ntile: PrintWindow = (call, _writer, finish) => {
  const buckets = smallInteger(call.args[0], 1, 1_000_000);
  if (buckets === null) return refuse('function', 'ntile is sent only with a constant number of buckets.');
  return sql`${finish(sql`ntile(${String(buckets)})`)}::bigint`;
};

/** The value of a row so far away, or a default of the same type. */
const neighbour: PrintWindow = (call, writer, finish) => {
  const [value, offset, otherwise] = call.args;
  const distance = offset === undefined ? 1 : smallInteger(offset, 0, 1_000_000);
  if (!value || distance === null)
    return refuse('function', `${call.name} is sent only with a constant offset.`);
  const defaults = otherwise === undefined ? '' : sql`, ${postgresBranch(otherwise, writer)}`;
  return finish(sql`${call.name}(${postgresBranch(value, writer)}, ${String(distance)}${defaults})`);
};

const edge =
  (name: string): PrintWindow =>
  (call, writer, finish) => {
    const [value] = call.args;
    if (!value || call.args.length !== 1) return refuse('function', `${name} takes one argument.`);
    return finish(sql`${name}(${postgresBranch(value, writer)})`);
  };

const nth: PrintWindow = (call, writer, finish) => {
  const [value, place] = call.args;
  const row = smallInteger(place, 1, 1_000_000);
  if (!value || row === null) return refuse('function', 'nth_value is sent only with a constant place.');
  return finish(sql`nth_value(${postgresBranch(value, writer)}, ${String(row)})`);
};

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export const WINDOWS: Readonly<Record<string, PrintWindow>> = {
  row_number: ranking('row_number'),
  rank: ranking('rank'),
  dense_rank: ranking('dense_rank'),
  rank_dense: ranking('dense_rank'),
  percent_rank: ranking('percent_rank'),
  cume_dist: ranking('cume_dist'),
  ntile,
  lag: neighbour,
  lead: neighbour,
  first_value: edge('first_value'),
  first: edge('first_value'),
  last_value: edge('last_value'),
  last: edge('last_value'),
  nth_value: nth,
};

/** A call over a window, in the type that the plan says. */
export function postgresWindow(call: WindowCall, writer: Writer, finish: Finish): Sql {
  if (call.ignoreNulls) refuse('dialect', 'IGNORE NULLS does not exist at PostgreSQL.');
  if (call.distinct) refuse('dialect', 'DISTINCT over a window does not exist at PostgreSQL.');
  if (call.argumentOrder.length > 0)
    refuse('dialect', 'An order of arguments over a window does not exist at PostgreSQL.');
  requireConstantFrame(call);
  const own = Object.hasOwn(WINDOWS, call.name) ? WINDOWS[call.name] : undefined;
  if (own !== undefined) return own(call, writer, finish);
  const aggregate =
    Object.hasOwn(AGGREGATES, call.name) && call.name !== 'string_agg' ? AGGREGATES[call.name] : undefined;
  if (aggregate === undefined)
    refuse('function', `${call.name} over a window is not known to be the same at PostgreSQL.`);
  const argument = call.args[0]?.type.id;
  if (
    (argument === 'DOUBLE' || argument === 'FLOAT') &&
    call.name !== 'count' &&
    !['min', 'max'].includes(call.name)
  ) {
    refuse(
      'numeric',
      'Running sums of doubles are added in another order at PostgreSQL: over DECIMALs they are sent.',
    );
  }
  return aggregate(call, writer, finish);
}
