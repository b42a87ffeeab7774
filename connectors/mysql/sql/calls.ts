import type { CallExpression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import type { Sql } from '../../../engine/spi/sql/sql-text.ts';
import { absolute, division, round, sum, whole, wholeDivision } from './arithmetic.ts';
import { inKeySet } from './key-sets.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';
import {
  affix,
  concat,
  concatenation,
  concatWs,
  contains,
  length,
  like,
  likeEscape,
  place,
  replace,
} from './text-calls.ts';
import { edge, substring } from '../../../engine/spi/sql/text-parts.ts';
import { datePart, dateTrunc } from './time-calls.ts';

/**
 * Every function that is sent to MySQL, by DuckDB's canonical name; each checks the types of its arguments. What is not
 * here stays local: greatest and least do not skip NULLs there, trim knows one kind of space, case mapping differs, and
 * a date moved beyond the year 9999 becomes NULL.
 */
export const CALLS: Readonly<Record<string, PrintCall>> = {
  '+': sum,
  '-': sum,
  '*': sum,
  '/': division,
  '//': wholeDivision,
  '%': wholeDivision,
  mod: wholeDivision,
  abs: absolute,
  '@': absolute,
  floor: whole('floor'),
  ceil: whole('ceiling'),
  ceiling: whole('ceiling'),
  round,
  '||': concatenation,
  concat,
  concat_ws: concatWs,
  length: length('char_length'),
  len: length('char_length'),
  char_length: length('char_length'),
  character_length: length('char_length'),
  strlen: length('octet_length'),
  substring,
  substr: substring,
  left: edge('left', 'left'),
  right: edge('right', 'right'),
  replace,
  instr: place,
  strpos: place,
  position: place,
  contains,
  starts_with: affix('left'),
  prefix: affix('left'),
  '^@': affix('left'),
  suffix: affix('right'),
  ends_with: affix('right'),
  '~~': like(false),
  '!~~': like(true),
  like_escape: likeEscape(false),
  not_like_escape: likeEscape(true),
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

export function mysqlCall(call: CallExpression, writer: Writer): Sql {
  if (call.volatile === true) refuse('volatile', `${call.name} gives another value each time.`);
  const print = Object.hasOwn(CALLS, call.name) ? CALLS[call.name] : undefined;
  if (print === undefined) refuse('function', `${call.name} is not known to be the same at MySQL.`);
  return print(call, writer);
}
