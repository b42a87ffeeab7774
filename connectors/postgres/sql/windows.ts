import type { WindowCall } from '../../../engine/plan/expression.ts';
import { requireConstantFrame } from '../../../engine/spi/sql/constant-frame.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { Finish } from '../../../engine/spi/sql/aggregate-call.ts';
import {
  bareWindow,
  bucketsOf,
  neighbourOrDefault,
  windowCalls,
} from '../../../engine/spi/sql/window-calls.ts';
import { AGGREGATES } from './aggregates.ts';
import { postgresBranch } from './comparisons.ts';

/** Every window function that is sent, by DuckDB's canonical name; aggregates over windows besides. */
export const WINDOWS = windowCalls({
  ranking: bareWindow,
  share: bareWindow,
  ntile: (call, _writer, finish) => sql`${finish(sql`ntile(${String(bucketsOf(call))})`)}::bigint`,
  neighbour: neighbourOrDefault(postgresBranch),
  value: postgresBranch,
});

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
