import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { VARCHAR } from '../../../engine/types/data-type.ts';
import type { Expression } from '../../../engine/plan/expression.ts';
import { comparable } from './comparisons.ts';
import { sqliteLiteral } from './literals.ts';

/**
 * LIKE with a constant pattern of texts and `%`, without SQLite's LIKE (which ignores case) and GLOB (which ends at a
 * NUL): the texts are searched for, first to last, in bytes.
 */
export function likeTest(subject: Expression, pattern: string, writer: Writer): Sql {
  if (pattern.includes('_')) refuse('function', 'LIKE with _ is not sent to SQLite.');
  const pieces = pattern.split('%');
  const [first = '', ...rest] = pieces;
  if (rest.length === 0)
    return sql`${comparable(subject, writer, 'equality').within('atom')} = ${textOf(first)}`.at('comparison');
  const last = rest.pop() ?? '';
  const middle = rest.filter((piece) => piece !== '');
  return searched(writer.write(subject), first, middle, last);
}

function searched(subject: Sql, first: string, middle: readonly string[], last: string): Sql {
  if (middle.length > 2) refuse('function', 'LIKE with more than two texts between % is not sent to SQLite.');
  const bytes = sql`CAST(${subject} AS BLOB)`;
  const tests: Sql[] = [];
  let remainder = bytes;
  if (first !== '') {
    // substr of an empty BLOB is NULL, so the length decides first.
    tests.push(sql`length(${bytes}) >= ${lengthOf(first)}`.at('comparison'));
    tests.push(sql`substr(${bytes}, 1, ${lengthOf(first)}) = ${bytesOf(first)}`.at('comparison'));
    remainder = sql`substr(${bytes}, ${lengthOf(first)} + 1)`;
  }
  for (const piece of middle) {
    const place = sql`instr(${remainder}, ${bytesOf(piece)})`;
    tests.push(sql`${place} > 0`.at('comparison'));
    remainder = sql`substr(${remainder}, ${place} + ${lengthOf(piece)})`;
  }
  if (last !== '') {
    // What is left must be long enough, or the last text would overlap one before it.
    tests.push(sql`length(${remainder}) >= ${lengthOf(last)}`.at('comparison'));
    tests.push(sql`substr(${remainder}, -${lengthOf(last)}) = ${bytesOf(last)}`.at('comparison'));
  }
  if (tests.length === 0) return sql`${subject.within('atom')} = ${subject.within('atom')}`.at('comparison');
  return joined(tests, ' AND ').at(tests.length > 1 ? 'logic' : 'comparison');
}

function textOf(piece: string): Sql {
  return sqliteLiteral({ type: VARCHAR, value: piece });
}

function bytesOf(piece: string): Sql {
  return sqliteLiteral({ type: { id: 'BLOB' }, value: Buffer.from(piece).toString('hex').toUpperCase() });
}

function lengthOf(piece: string): string {
  return String(Buffer.byteLength(piece));
}
