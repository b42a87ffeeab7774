import type { CallExpression } from '../../../engine/plan/expression.ts';
import { wordOf } from '../../../engine/plan/print-expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import type { Sql } from '../../../engine/spi/sql/sql-text.ts';
import { sql } from '../../../engine/spi/sql/sql-text.ts';
import { division, ofNumber, round, sum, wholeDivision } from './arithmetic.ts';
import { inKeySet } from './key-sets.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';
import { comparedValues } from './comparisons.ts';
import { concat, concatenation, contains, length, like, likeEscape, searching, trim } from './text-calls.ts';
import { edge, substring } from '../../../engine/spi/sql/text-parts.ts';
import { datePart, dateTrunc } from './time-calls.ts';

/** greatest and least skip NULLs in both engines. */
const extreme: PrintCall = (call, writer) => sql`${call.name}(${comparedValues(call.args, writer)})`;

/**
 * Every function that is sent to PostgreSQL, by DuckDB's canonical name; each checks the types of its arguments. What
 * is not here stays local: case mapping, patterns and number formats depend on locale or differ in detail.
 */
export const CALLS: Readonly<Record<string, PrintCall>> = {
  '+': sum,
  '-': sum,
  '*': sum,
  '/': division,
  '//': wholeDivision,
  '%': wholeDivision,
  mod: wholeDivision,
  abs: ofNumber('abs'),
  '@': ofNumber('abs'),
  floor: ofNumber('floor'),
  ceil: ofNumber('ceil'),
  ceiling: ofNumber('ceil'),
  round,
  greatest: extreme,
  least: extreme,
  '||': concatenation,
  concat: concat('concat'),
  concat_ws: concat('concat_ws'),
  length: length('length'),
  len: length('length'),
  char_length: length('length'),
  character_length: length('length'),
  strlen: length('octet_length'),
  substring,
  substr: substring,
  left: edge('left', '"left"'),
  right: edge('right', '"right"'),
  trim: trim('btrim'),
  ltrim: trim('ltrim'),
  rtrim: trim('rtrim'),
  replace: searching('replace'),
  instr: searching('strpos', '::bigint'),
  strpos: searching('strpos', '::bigint'),
  position: searching('strpos', '::bigint'),
  starts_with: searching('starts_with'),
  prefix: searching('starts_with'),
  '^@': searching('starts_with'),
  contains,
  '~~': like('LIKE'),
  '!~~': like('NOT LIKE'),
  like_escape: likeEscape('LIKE'),
  not_like_escape: likeEscape('NOT LIKE'),
  date_part: datePart,
  datepart: datePart,
  year: datePart,
  quarter: datePart,
  month: datePart,
  day: datePart,
  dayofmonth: datePart,
  dayofweek: datePart,
  weekday: datePart,
  isodow: datePart,
  dayofyear: datePart,
  week: datePart,
  weekofyear: datePart,
  hour: datePart,
  minute: datePart,
  date_trunc: dateTrunc,
  datetrunc: dateTrunc,
  in_key_set: inKeySet,
};

export function postgresCall(call: CallExpression, writer: Writer): Sql {
  if (call.volatile === true) refuse('volatile', `${call.name} gives another value each time.`);
  const print = Object.hasOwn(CALLS, call.name) ? CALLS[call.name] : undefined;
  if (print === undefined)
    refuse('function', `${wordOf(call.name)} is not known to be the same at PostgreSQL.`);
  return print(call, writer);
}
