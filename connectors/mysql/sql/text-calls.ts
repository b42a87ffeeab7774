import type { Expression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { VARCHAR } from '../../../engine/types/data-type.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { bareText, byBytes } from './bytes.ts';
import { constantText } from '../../../engine/spi/sql/constant-text.ts';
import { mysqlLiteral } from './literals.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

function texts(args: readonly Expression[], name: string): void {
  if (!args.every((arg) => isText(arg.type)))
    refuse('function', `${name} of ${typeNames(args)} is not sent to MySQL: only of VARCHAR.`);
}

function list(args: readonly Sql[]): Sql {
  return joined(args, ', ');
}

/** `a || b`, NULL where either is: `||` itself is OR in some modes. */
export const concatenation: PrintCall = (call, writer) => {
  texts(call.args, '||');
  return sql`concat(${list(call.args.map((arg) => writer.write(arg)))})`;
};

/** DuckDB's concat skips NULLs. */
export const concat: PrintCall = (call, writer) => {
  texts(call.args, 'concat');
  return sql`concat(${list(call.args.map((arg) => sql`coalesce(${writer.write(arg)}, '')`))})`;
};

/** concat_ws skips NULLs in both engines. */
export const concatWs: PrintCall = (call, writer) => {
  texts(call.args, 'concat_ws');
  return sql`concat_ws(${list(call.args.map((arg) => writer.write(arg)))})`;
};

/** Lengths in characters (code points) or bytes. */
export const length =
  (name: string): PrintCall =>
  (call, writer) => {
    texts(call.args, call.name);
    return sql`${name}(${list(call.args.map((arg) => writer.write(arg)))})`;
  };

/** A text whose characters are compared one by one, with case and accents. */
function exactly(expression: Expression, writer: Writer): Sql {
  return sql`${writer.atom(expression)} COLLATE utf8mb4_bin`.at('arithmetic');
}

/** Replaces a constant text, found character by character. */
export const replace: PrintCall = (call, writer) => {
  texts(call.args, 'replace');
  const [subject, old, replacement] = call.args;
  // With nothing to replace it gives the text back even where the replacement is NULL.
  if (!subject || !old || !replacement || !constantText(old) || constantText(replacement) === null) {
    return refuse('function', 'replace is sent to MySQL only of one constant text by another.');
  }
  return sql`replace(${exactly(subject, writer)}, ${writer.write(old)}, ${writer.write(replacement)})`;
};

/** The place of one text in another, in characters. */
export const place: PrintCall = (call, writer) => {
  texts(call.args, call.name);
  const [subject, part] = call.args;
  if (!subject || !part) return refuse('function', `${call.name} takes two arguments.`);
  return sql`locate(${writer.write(part)}, ${exactly(subject, writer)})`;
};

export const contains: PrintCall = (call, writer) => sql`${place(call, writer)} > 0`.at('comparison');

/** Whether a text begins or ends with another: as many of its characters as the other has are the same bytes. */
export const affix =
  (side: 'left' | 'right'): PrintCall =>
  (call, writer) => {
    texts(call.args, call.name);
    const [subject, part] = call.args;
    if (!subject || !part) return refuse('function', `${call.name} takes two arguments.`);
    const written = writer.write(part);
    const cut = sql`${side}(${writer.write(subject)}, char_length(${written}))`;
    return sql`CAST(${cut} AS BINARY) = ${byBytes(part, writer)}`.at('comparison');
  };

/** Stands for an escape character where DuckDB has none: MySQL takes the backslash, MariaDB for an empty one as well. */
const ESCAPE = '|';

/** LIKE: without ESCAPE DuckDB has no escape character, so the one that there must be is doubled in the pattern. */
export const like =
  (negated: boolean): PrintCall =>
  (call, writer) => {
    texts(call.args, 'LIKE');
    const [subject, pattern] = call.args;
    if (!subject || !pattern) return refuse('function', 'LIKE has two sides.');
    const constant = constantText(pattern);
    const doubled =
      constant === null
        ? sql`replace(${writer.write(pattern)}, '${ESCAPE}', '${ESCAPE + ESCAPE}')`
        : mysqlLiteral({ type: VARCHAR, value: constant.replaceAll(ESCAPE, ESCAPE + ESCAPE) });
    return likeTest(subject, { written: doubled, constant, escape: ESCAPE }, negated, writer);
  };

/** LIKE with an escape character; a pattern that ends in it is an error in DuckDB, so only checked constants are sent. */
export const likeEscape =
  (negated: boolean): PrintCall =>
  (call, writer) => {
    const [subject, pattern] = call.args;
    const [, patternText, escapeText] = call.args.map(constantText);
    if (!subject || !pattern || typeof patternText !== 'string' || !/^[!-~]$/.test(escapeText ?? '')) {
      return refuse('function', 'LIKE … ESCAPE is sent only with a constant pattern and escape character.');
    }
    const escape = escapeText ?? '';
    const rest = patternText
      .replaceAll(escape + escape, '')
      .replaceAll(`${escape}%`, '')
      .replaceAll(`${escape}_`, '');
    if (rest.includes(escape)) refuse('function', 'An escape before an ordinary character is not sent.');
    const written = writer.atom(pattern);
    return likeTest(subject, { written, constant: patternText, escape }, negated, writer);
  };

interface Pattern {
  readonly written: Sql;
  /** Its text where that is constant. */
  readonly constant: string | null;
  readonly escape: string;
}

/**
 * Character by character. A pattern with a constant beginning is put to the column as it stands as well, which an
 * index serves: without case it takes no fewer rows.
 */
function likeTest(subject: Expression, pattern: Pattern, negated: boolean, writer: Writer): Sql {
  texts([subject], 'LIKE');
  const { written, constant, escape } = pattern;
  const test = sql`${written} ESCAPE ${mysqlLiteral({ type: VARCHAR, value: escape })}`;
  const exact = sql`${exactly(subject, writer)} ${negated ? 'NOT LIKE' : 'LIKE'} ${test}`.at('comparison');
  const bare = bareText(subject, writer);
  const open = constant === null || constant === '' || ['%', '_', escape].includes(constant.charAt(0));
  return negated || bare === null || open ? exact : sql`${bare.sql} LIKE ${test} AND ${exact}`.at('logic');
}
