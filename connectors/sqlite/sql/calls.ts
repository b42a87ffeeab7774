import type { CallExpression, Expression } from '../../../engine/plan/expression.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { wordOf } from '../../../engine/plan/print-expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { sameType, VARCHAR } from '../../../engine/types/data-type.ts';
import { isSignedInteger, isText } from '../../../engine/types/type-class.ts';
import { requireBytes } from './encoding.ts';
import { integerBound, TYPE_BOUNDS } from './integer-bounds.ts';
import { inKeySet } from './key-sets.ts';
import { likeTest } from './like-patterns.ts';
import { constantText } from '../../../engine/spi/sql/constant-text.ts';
import { sqliteLiteral } from './literals.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

/** What DuckDB's trim removes without a second argument: Unicode's space separators. */
const SPACES =
  ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';

function onlyTexts(args: readonly Expression[], name: string): void {
  if (!args.every((arg) => isText(arg.type)))
    refuse('function', `${name} of ${typeNames(args)} is not sent to SQLite.`);
}

/** Integers become real numbers where they overflow, so only sums that can't are sent. */
const bounded: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  const bound = integerBound(call);
  const most = TYPE_BOUNDS[call.type.id];
  if (!left || !right || bound === null || most === undefined || bound > most) {
    return refuse('numeric', `${call.name} may overflow, where SQLite goes on with real numbers.`);
  }
  return sql`${writer.atom(left)} ${call.name} ${writer.atom(right)}`.at('arithmetic');
};

/** Division of integers truncates in both engines. */
const wholeDivision: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  const divisor = smallInteger(right, 1, 1_000_000_000);
  if (!left || !right || divisor === null || !isSignedInteger(call.type) || !sameType(left.type, call.type)) {
    return refuse(
      'may-raise',
      `${call.name} is sent to SQLite only for integers and a positive constant divisor.`,
    );
  }
  return sql`${writer.atom(left)} ${call.name === '//' ? '/' : '%'} ${writer.atom(right)}`.at('arithmetic');
};

/** The smallest integer has no positive counterpart: an error in both engines. */
const absolute: PrintCall = (call, writer) => {
  const [child] = call.args;
  if (child?.type.id !== 'BIGINT' || call.type.id !== 'BIGINT')
    return refuse('numeric', 'abs is sent to SQLite only for BIGINT.');
  return sql`abs(${writer.write(child)})`;
};

const concatenation: PrintCall = (call, writer) => {
  onlyTexts(call.args, '||');
  return joined(
    call.args.map((arg) => writer.atom(arg)),
    ' || ',
  ).at('arithmetic');
};

const trim: PrintCall = (call, writer) => {
  onlyTexts(call.args, call.name);
  const [subject, set] = call.args;
  const characters = set === undefined ? SPACES : constantText(set);
  if (!subject || characters === null)
    return refuse('function', `${call.name} is sent only with constant characters.`);
  return sql`${call.name}(${writer.write(subject)}, ${sqliteLiteral({ type: VARCHAR, value: characters })})`;
};

/** With nothing to replace SQLite gives the text back even where the replacement is NULL. */
const replace: PrintCall = (call, writer) => {
  onlyTexts(call.args, 'replace');
  const [subject, old, replacement] = call.args;
  if (!subject || !old || !replacement || !constantText(old)) {
    return refuse('function', 'replace is sent to SQLite only of a constant text.');
  }
  return sql`replace(${writer.write(subject)}, ${writer.write(old)}, ${writer.write(replacement)})`;
};

const place: PrintCall = (call, writer) => {
  onlyTexts(call.args, call.name);
  const [subject, part] = call.args;
  if (!subject || !part) return refuse('function', `${call.name} takes two arguments.`);
  return sql`instr(${writer.write(subject)}, ${writer.write(part)})`;
};

const contains: PrintCall = (call, writer) => sql`${place(call, writer)} > 0`.at('comparison');

/** The test of a pattern that is made of the constant. */
const matching =
  (patternOf: (constant: string) => string): PrintCall =>
  (call, writer) => {
    onlyTexts(call.args, call.name);
    const [subject, pattern] = call.args;
    const constant = constantText(pattern);
    if (!subject || constant === null)
      return refuse('function', `${call.name} is sent to SQLite only with a constant text.`);
    requireBytes(subject, writer);
    return likeTest(subject, patternOf(constant), writer);
  };

const like = matching((pattern) => pattern);
const notLike: PrintCall = (call, writer) => sql`NOT ${like(call, writer).within('atom')}`.at('logic');

/** A constant start or end, searched for as the pattern that it is, without characters that patterns give a meaning. */
const affix = (patternOf: (constant: string) => string): PrintCall =>
  matching((constant) =>
    /[%_]/.test(constant)
      ? refuse('function', 'A text with % or _ in it would be a pattern at SQLite, so it is looked for here.')
      : patternOf(constant),
  );

/** Places in the ISO text of a date. */
const PARTS: Readonly<Record<string, string>> = {
  year: '1, 4',
  month: '6, 2',
  day: '9, 2',
  dayofmonth: '9, 2',
};

const datePart: PrintCall = (call, writer) => {
  const named = call.name === 'date_part' || call.name === 'datepart';
  const [first, second] = call.args;
  const part = named ? constantText(first)?.toLowerCase() : call.name;
  const day = named ? second : first;
  const at = part !== undefined && Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  if (day?.type.id !== 'DATE' || at === undefined || call.type.id !== 'BIGINT') {
    return refuse(
      'time',
      `${part ?? call.name} of ${typeNames(call.args.slice(-1))} is not sent to SQLite; of DATE, year, month and day are.`,
    );
  }
  return sql`CAST(substr(${writer.write(day)}, ${at}) AS INTEGER)`;
};

/** Every function that is sent to SQLite, by DuckDB's canonical name. Its own text functions end at a NUL or fold ASCII alone. */
export const CALLS: Readonly<Record<string, PrintCall>> = {
  '+': bounded,
  '-': bounded,
  '*': bounded,
  '//': wholeDivision,
  '%': wholeDivision,
  mod: wholeDivision,
  abs: absolute,
  '@': absolute,
  '||': concatenation,
  trim,
  ltrim: trim,
  rtrim: trim,
  replace,
  instr: place,
  strpos: place,
  position: place,
  contains,
  '~~': like,
  '!~~': notLike,
  prefix: affix((constant) => `${constant}%`),
  starts_with: affix((constant) => `${constant}%`),
  '^@': affix((constant) => `${constant}%`),
  suffix: affix((constant) => `%${constant}`),
  ends_with: affix((constant) => `%${constant}`),
  date_part: datePart,
  datepart: datePart,
  year: datePart,
  month: datePart,
  day: datePart,
  dayofmonth: datePart,
  in_key_set: inKeySet,
};

export function sqliteCall(call: CallExpression, writer: Writer): Sql {
  if (call.volatile === true) refuse('volatile', `${call.name} gives another value each time.`);
  const print = Object.hasOwn(CALLS, call.name) ? CALLS[call.name] : undefined;
  if (print === undefined) refuse('function', `${wordOf(call.name)} is not known to be the same at SQLite.`);
  return print(call, writer);
}
