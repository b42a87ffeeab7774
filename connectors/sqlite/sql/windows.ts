import type { WindowCall } from '../../../engine/plan/expression.ts';
import { requireConstantFrame } from '../../../engine/spi/sql/constant-frame.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { AGGREGATES, type Finish } from './aggregates.ts';

type PrintWindow = (call: WindowCall, writer: Writer, finish: Finish) => Sql;

const ranking =
  (name: string): PrintWindow =>
  (_call, _writer, finish) =>
    finish(text(`${name}()`));

const ntile: PrintWindow = (call, _writer, finish) => {
  const buckets = smallInteger(call.args[0], 1, 1_000_000);
  if (buckets === null) return refuse('function', 'ntile is sent only with a constant number of buckets.');
  return finish(text(`ntile(${buckets})`));
};

const neighbour: PrintWindow = (call, writer, finish) => {
  const [value, offset, otherwise] = call.args;
  const distance = offset === undefined ? 1 : smallInteger(offset, 0, 1_000_000);
  if (!value || distance === null)
    return refuse('function', `${call.name} is sent only with a constant offset.`);
  const defaults = otherwise === undefined ? '' : sql`, ${writer.write(otherwise)}`;
  return finish(sql`${call.name}(${writer.write(value)}, ${String(distance)}${defaults})`);
};

const edge =
  (name: string): PrintWindow =>
  (call, writer, finish) => {
    const [value] = call.args;
    if (!value || call.args.length !== 1) return refuse('function', `${name} takes one argument.`);
    return finish(sql`${name}(${writer.write(value)})`);
  };

const nth: PrintWindow = (call, writer, finish) => {
  const [value, place] = call.args;
  const row = smallInteger(place, 1, 1_000_000);
  if (!value || row === null) return refuse('function', 'nth_value is sent only with a constant place.');
  return finish(sql`nth_value(${writer.write(value)}, ${String(row)})`);
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

/** A call over a window. */
export function sqliteWindow(call: WindowCall, writer: Writer, finish: Finish): Sql {
  if (call.ignoreNulls || call.distinct || call.argumentOrder.length > 0) {
    refuse('dialect', 'IGNORE NULLS, DISTINCT and ORDER BY inside a window call do not exist at SQLite.');
  }
  requireConstantFrame(call);
  const own = Object.hasOwn(WINDOWS, call.name) ? WINDOWS[call.name] : undefined;
  const print = own ?? (Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined);
  if (print === undefined)
    refuse('function', `${call.name} over a window is not known to be the same at SQLite.`);
  return print(call, writer, finish);
}
