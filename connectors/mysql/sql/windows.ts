import type { FrameBound, WindowCall, WindowFrame } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { AGGREGATES, type Finish } from './aggregates.ts';
import { mysqlBranch } from './comparisons.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';

type PrintWindow = (call: WindowCall, writer: Writer, finish: Finish) => Sql;

const ranking =
  (name: string): PrintWindow =>
  (call, _writer, finish) => {
    requireDefaultFrame(call);
    return finish(text(`${name}()`));
  };

/** MariaDB shows ten digits of these, unless they are made doubles again. */
const share =
  (name: string): PrintWindow =>
  (call, _writer, finish) => {
    requireDefaultFrame(call);
    return sql`CAST(${finish(text(`${name}()`))} AS DOUBLE)`;
  };

const ntile: PrintWindow = (call, _writer, finish) => {
  requireDefaultFrame(call);
  const buckets = smallInteger(call.args[0], 1, 1_000_000);
  if (buckets === null) return refuse('function', 'ntile is sent only with a constant number of buckets.');
  return finish(text(`ntile(${buckets})`));
};

/** The value of a row so far away; MariaDB takes no default for rows that are not there. */
const neighbour: PrintWindow = (call, writer, finish) => {
  requireDefaultFrame(call);
  const [value, offset, otherwise] = call.args;
  const distance = offset === undefined ? 1 : smallInteger(offset, 0, 1_000_000);
  const isNull = otherwise === undefined || (otherwise.kind === 'literal' && otherwise.value === null);
  if (!value || distance === null || !isNull)
    return refuse('function', `${call.name} is sent to MySQL only with a constant offset and no default.`);
  return finish(sql`${call.name}(${mysqlBranch(value, writer)}, ${String(distance)})`);
};

const edge =
  (name: string): PrintWindow =>
  (call, writer, finish) => {
    const [value] = call.args;
    if (!value || call.args.length !== 1) return refuse('function', `${name} takes one argument.`);
    return finish(sql`${name}(${mysqlBranch(value, writer)})`);
  };

const nth: PrintWindow = (call, writer, finish) => {
  const [value, place] = call.args;
  const row = smallInteger(place, 1, 1_000_000);
  if (!value || row === null) return refuse('function', 'nth_value is sent only with a constant place.');
  return finish(sql`nth_value(${mysqlBranch(value, writer)}, ${String(row)})`);
};

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export const WINDOWS: Readonly<Record<string, PrintWindow>> = {
  row_number: ranking('row_number'),
  rank: ranking('rank'),
  dense_rank: ranking('dense_rank'),
  rank_dense: ranking('dense_rank'),
  percent_rank: share('percent_rank'),
  cume_dist: share('cume_dist'),
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
export function mysqlWindow(call: WindowCall, writer: Writer, finish: Finish): Sql {
  if (call.ignoreNulls || call.distinct || call.argumentOrder.length > 0) {
    refuse('dialect', 'IGNORE NULLS, DISTINCT and ORDER BY inside a window call do not exist at MySQL.');
  }
  requireFrame(call);
  const own = Object.hasOwn(WINDOWS, call.name) ? WINDOWS[call.name] : undefined;
  if (own !== undefined) {
    if (call.filter !== null) refuse('dialect', `FILTER with ${call.name} does not exist at MySQL.`);
    return own(call, writer, finish);
  }
  const print = Object.hasOwn(AGGREGATES, call.name) ? AGGREGATES[call.name] : undefined;
  if (print === undefined)
    refuse('function', `${call.name} over a window is not known to be the same at MySQL.`);
  if (call.args[0]?.type.id === 'DOUBLE' && !['count', 'min', 'max'].includes(call.name))
    refuse(
      'numeric',
      'Running sums of doubles are added in another order at MySQL: over DECIMALs they are sent.',
    );
  return print(call, writer, finish);
}

/** Offsets count rows, by constants: MariaDB has neither GROUPS nor EXCLUDE. */
function requireFrame({ frame }: WindowCall): void {
  if (frame.unit === 'groups' || frame.exclude !== 'no others')
    refuse('dialect', 'GROUPS and EXCLUDE in a window frame do not exist at MySQL.');
  for (const bound of [frame.start, frame.end]) {
    if (!isOffset(bound)) continue;
    if (frame.unit === 'range') refuse('type', 'RANGE with an offset is not sent to MySQL: ROWS is.');
    if (smallInteger(bound.offset, 0, 1_000_000_000) === null)
      refuse('function', 'A frame is sent only with constant offsets.');
  }
}

function isOffset(bound: FrameBound): bound is Extract<FrameBound, { kind: 'preceding' | 'following' }> {
  return bound.kind === 'preceding' || bound.kind === 'following';
}

/** Functions that look at no frame may not be given one at MariaDB. */
function requireDefaultFrame({ frame, name }: WindowCall): void {
  if (!isDefault(frame)) refuse('dialect', `A frame for ${name} is refused by MariaDB.`);
}

function isDefault({ unit, start, end }: WindowFrame): boolean {
  return unit === 'range' && start.kind === 'unbounded-preceding' && end.kind === 'current-row';
}
