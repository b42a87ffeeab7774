import { refuse } from '../../../engine/spi/sql/refused.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { constantText } from '../../../engine/spi/sql/constant-text.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

const MOMENTS: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP']);

/** Parts that count alike in both engines for every date; DuckDB's day of the week is 0 on Sundays. */
const PARTS: Readonly<Record<string, (value: Sql) => Sql>> = {
  year: (value) => sql`year(${value})`,
  quarter: (value) => sql`quarter(${value})`,
  month: (value) => sql`month(${value})`,
  day: (value) => sql`dayofmonth(${value})`,
  dayofmonth: (value) => sql`dayofmonth(${value})`,
  dow: (value) => sql`dayofweek(${value}) - 1`.at('arithmetic'),
  dayofweek: (value) => sql`dayofweek(${value}) - 1`.at('arithmetic'),
  weekday: (value) => sql`dayofweek(${value}) - 1`.at('arithmetic'),
  isodow: (value) => sql`weekday(${value}) + 1`.at('arithmetic'),
  doy: (value) => sql`dayofyear(${value})`,
  dayofyear: (value) => sql`dayofyear(${value})`,
  week: (value) => sql`week(${value}, 3)`,
  weekofyear: (value) => sql`week(${value}, 3)`,
  hour: (value) => sql`hour(${value})`,
  minute: (value) => sql`minute(${value})`,
};

const TIME_OF_DAY: ReadonlySet<string> = new Set(['hour', 'minute']);

/** `date_part('year', x)`, and the functions named for their part. */
export const datePart: PrintCall = (call, writer) => {
  const [first, second] = call.args;
  const named = call.name === 'date_part' || call.name === 'datepart';
  const part = named ? constantText(first)?.toLowerCase() : call.name;
  const moment = named ? second : first;
  const print = part !== undefined && Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  if (!moment || !MOMENTS.has(moment.type.id) || print === undefined || call.type.id !== 'BIGINT') {
    return refuse(
      'time',
      `${part ?? call.name} of ${typeNames(call.args.slice(-1))} is not known to be the same at MySQL; of DATE and TIMESTAMP it may be.`,
    );
  }
  if (TIME_OF_DAY.has(part ?? '') && moment.type.id === 'DATE')
    return refuse('time', 'A DATE has no time of day at MySQL: cast it to TIMESTAMP.');
  return print(writer.write(moment));
};

/** Days back to the first day of the year, month or week. */
const TRUNCATIONS: Readonly<Record<string, (day: Sql) => Sql>> = {
  year: (day) => sql`dayofyear(${day}) - 1`,
  month: (day) => sql`dayofmonth(${day}) - 1`,
  week: (day) => sql`weekday(${day})`,
  day: () => sql`0`,
};

/** date_trunc gives a timestamp in DuckDB, of dates too. */
export const dateTrunc: PrintCall = (call, writer) => {
  const [first, moment] = call.args;
  const part = constantText(first)?.toLowerCase();
  const back = part !== undefined && Object.hasOwn(TRUNCATIONS, part) ? TRUNCATIONS[part] : undefined;
  if (!moment || back === undefined || !MOMENTS.has(moment.type.id) || !MOMENTS.has(call.type.id)) {
    return refuse(
      'time',
      `date_trunc to ${part ?? 'a computed part'} of ${typeNames(call.args.slice(1))} is not known to be the same at MySQL; cast it to TIMESTAMP.`,
    );
  }
  const day = sql`date(${writer.write(moment)})`;
  const start = part === 'day' ? day : sql`DATE_SUB(${day}, INTERVAL ${back(day)} DAY)`;
  return call.type.id === 'DATE' ? start : sql`CAST(${start} AS DATETIME(6))`;
};
