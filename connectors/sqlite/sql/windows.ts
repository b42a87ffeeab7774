import type { WindowCall } from '../../../engine/plan/expression.ts';
import { requireConstantFrame } from '../../../engine/spi/sql/constant-frame.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { Finish } from '../../../engine/spi/sql/aggregate-call.ts';
import {
  bareWindow,
  bucketsOf,
  neighbourOrDefault,
  windowCalls,
} from '../../../engine/spi/sql/window-calls.ts';
import { AGGREGATES } from './aggregates.ts';

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export const WINDOWS = windowCalls({
  ranking: bareWindow,
  share: bareWindow,
  ntile: (call, _writer, finish) => finish(text(`ntile(${bucketsOf(call)})`)),
  neighbour: neighbourOrDefault((value, writer) => writer.write(value)),
  value: (value, writer) => writer.write(value),
});

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
