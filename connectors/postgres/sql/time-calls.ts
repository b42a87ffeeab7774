import type { CallExpression, Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';
import { constantText } from '../../../engine/spi/sql/constant-text.ts';

const MOMENTS: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP']);

/** Dates and timestamps moved by constant intervals or by days, and days between dates; null for other types. */
export function temporalSum(
  call: CallExpression,
  left: Expression,
  right: Expression,
  writer: Writer,
): Sql | null {
  const shape = `${left.type.id} ${call.name} ${right.type.id}`;
  const written = (): Sql => sql`${writer.atom(left)} ${call.name} ${writer.atom(right)}`.at('arithmetic');
  switch (shape) {
    case 'DATE + INTERVAL':
    case 'DATE - INTERVAL':
    case 'TIMESTAMP + INTERVAL':
    case 'TIMESTAMP - INTERVAL':
      if (constantOf(right) === null) return refuse('time', 'Only constant intervals are sent.');
      return written();
    case 'DATE + INTEGER':
    case 'DATE - INTEGER':
      return written();
    case 'DATE - DATE':
      return sql`(${written()})::bigint`;
    default:
      return null;
  }
}

/** Parts that count alike in both engines for every date; the day of the week is 0 on Sundays in both. */
const PARTS: Readonly<Record<string, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dayofmonth: 'day',
  dow: 'dow',
  dayofweek: 'dow',
  weekday: 'dow',
  isodow: 'isodow',
  doy: 'doy',
  dayofyear: 'doy',
  week: 'week',
  weekofyear: 'week',
  hour: 'hour',
  minute: 'minute',
};

const TIME_OF_DAY: ReadonlySet<string> = new Set(['hour', 'minute']);

/** `date_part('year', x)`, and the functions named for their part. */
export const datePart: PrintCall = (call, writer) => {
  const [first, second] = call.args;
  const named = call.name === 'date_part' || call.name === 'datepart';
  const part = named ? constantText(first)?.toLowerCase() : call.name;
  const moment = named ? second : first;
  const field = part !== undefined && Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  if (!moment || !MOMENTS.has(moment.type.id) || field === undefined || call.type.id !== 'BIGINT') {
    return refuse(
      'time',
      `${part ?? call.name} of ${typeNames(call.args.slice(-1))} is not known to be the same at PostgreSQL; of DATE and TIMESTAMP it may be.`,
    );
  }
  if (TIME_OF_DAY.has(field) && moment.type.id === 'DATE')
    return refuse('time', 'A DATE has no time of day at PostgreSQL: cast it to TIMESTAMP.');
  const value = writer.write(moment);
  if (field !== 'year') return sql`extract(${field} FROM ${value})::bigint`;
  return yearOf(value.within('atom'));
};

/**
 * DuckDB counts the year before year 1 as 0, PostgreSQL as -1; of an infinite date DuckDB's year is NULL, PostgreSQL's
 * Infinity, which is no bigint.
 */
function yearOf(value: Sql): Sql {
  return sql`CASE WHEN isfinite(${value}) THEN extract(year FROM ${value}) + (${value} < '0001-01-01')::integer END::bigint`;
}

const TRUNCATIONS: ReadonlySet<string> = new Set([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
]);

/** date_trunc gives a timestamp in DuckDB, of dates too. */
export const dateTrunc: PrintCall = (call, writer) => {
  const [first, moment] = call.args;
  const part = constantText(first)?.toLowerCase();
  if (
    !moment ||
    part === undefined ||
    !TRUNCATIONS.has(part) ||
    !MOMENTS.has(moment.type.id) ||
    !MOMENTS.has(call.type.id)
  ) {
    return refuse(
      'time',
      `date_trunc to ${part ?? 'a computed part'} of ${typeNames(call.args.slice(1))} is not known to be the same at PostgreSQL; cast it to TIMESTAMP.`,
    );
  }
  const value = moment.type.id === 'DATE' ? sql`${writer.atom(moment)}::timestamp` : writer.write(moment);
  const truncated = sql`date_trunc('${part}', ${value})`;
  return call.type.id === 'DATE' ? sql`${truncated}::date` : truncated;
};
