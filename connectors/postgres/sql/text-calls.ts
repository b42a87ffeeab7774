import type { Expression } from '../../../engine/plan/expression.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { VARCHAR } from '../../../engine/types/data-type.ts';
import { isText } from '../../../engine/types/type-class.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';
import { comparedTexts } from './collations.ts';
import { constantText } from '../../../engine/spi/sql/constant-text.ts';
import { postgresLiteral } from './columns.ts';

/** What DuckDB's trim removes without a second argument: Unicode's space separators. */
const SPACES =
  ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';

function texts(args: readonly Expression[], name: string): void {
  if (!args.every((arg) => isText(arg.type)))
    refuse('function', `${name} of ${typeNames(args)} is not sent to PostgreSQL: only of VARCHAR.`);
}

/** `a || b`: NULL where either is. */
export const concatenation: PrintCall = (call, writer) => {
  texts(call.args, '||');
  return joined(
    call.args.map((arg) => writer.atom(arg)),
    ' || ',
  ).at('arithmetic');
};

/** concat and concat_ws skip NULLs in both engines. */
export const concat =
  (name: string): PrintCall =>
  (call, writer) => {
    texts(call.args, name);
    return sql`${name}(${joined(
      call.args.map((arg) => writer.write(arg)),
      ', ',
    )})`;
  };

/** Lengths, in characters (code points) or bytes, are BIGINT in DuckDB. */
export const length =
  (name: string): PrintCall =>
  (call, writer) => {
    texts(call.args, name);
    return sql`${name}(${joined(
      call.args.map((arg) => writer.write(arg)),
      ', ',
    )})::bigint`;
  };

/** Removes a set of characters; by itself DuckDB removes every Unicode space, PostgreSQL only the plain one. */
export const trim =
  (name: string): PrintCall =>
  (call, writer) => {
    texts(call.args, name);
    const [subject, set] = call.args;
    if (!subject) return refuse('function', `${name} has no argument.`);
    const characters: Sql =
      set === undefined ? postgresLiteral({ type: VARCHAR, value: SPACES }) : writer.write(set);
    return sql`${name}(${writer.write(subject)}, ${characters})`;
  };

/** Functions that look for one text in another, by bytes. */
export const searching =
  (name: string, cast = ''): PrintCall =>
  (call, writer) => {
    texts(call.args, name);
    return sql`${name}(${joined(comparedTexts(call.args, writer), ', ')})${cast}`;
  };

export const contains: PrintCall = (call, writer) => {
  texts(call.args, 'contains');
  return sql`strpos(${joined(comparedTexts(call.args, writer), ', ')}) > 0`.at('comparison');
};

/** LIKE: without ESCAPE DuckDB has no escape character, PostgreSQL the backslash. */
export const like =
  (operator: string): PrintCall =>
  (call, writer) => {
    texts(call.args, 'LIKE');
    const [subject, pattern] = likeSides(call.args, writer);
    return sql`${subject} ${operator} ${pattern} ESCAPE ''`.at('comparison');
  };

/** LIKE with an escape character; a pattern that ends in it is an error in both, so only checked constants are sent. */
export const likeEscape =
  (operator: string): PrintCall =>
  (call, writer) => {
    const [, patternText, escapeText] = call.args.map(constantText);
    if (typeof patternText !== 'string' || typeof escapeText !== 'string' || !/^[!-~]$/.test(escapeText)) {
      return refuse('function', 'LIKE … ESCAPE is sent only with a constant pattern and escape character.');
    }
    const rest = patternText
      .replaceAll(escapeText + escapeText, '')
      .replaceAll(`${escapeText}%`, '')
      .replaceAll(`${escapeText}_`, '');
    if (rest.includes(escapeText)) refuse('function', 'An escape before an ordinary character is not sent.');
    const [subject, pattern] = likeSides(call.args.slice(0, 2), writer);
    const escape = postgresLiteral({ type: VARCHAR, value: escapeText });
    return sql`${subject} ${operator} ${pattern} ESCAPE ${escape}`.at('comparison');
  };

function likeSides(args: readonly Expression[], writer: Writer): readonly [Sql, Sql] {
  const [subject, pattern] = comparedTexts(args, writer);
  if (subject === undefined || pattern === undefined) return refuse('function', 'LIKE has two sides.');
  return [subject.within('atom'), pattern.within('atom')];
}
