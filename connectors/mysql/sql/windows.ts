import type { FrameBound, WindowCall, WindowFrame } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { Finish } from '../../../engine/spi/sql/aggregate-call.ts';
import { bucketsOf, type PrintWindow, windowCalls } from '../../../engine/spi/sql/window-calls.ts';
import { AGGREGATES } from './aggregates.ts';
import { mysqlBranch } from './comparisons.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';

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
  return finish(text(`ntile(${bucketsOf(call)})`));
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

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export const WINDOWS = windowCalls({ ranking, share, ntile, neighbour, value: mysqlBranch });

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
