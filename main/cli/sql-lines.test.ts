import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlLines } from './sql-lines.ts';

test('breaks before clauses, not within parentheses, quotes or joins', () => {
  const sql =
    'SELECT a, (SELECT max(b) FROM u WHERE u.x = t.x) AS m FROM t LEFT JOIN v ON t.x = v.x WHERE t.y = \'FROM here  to\' AND "GROUP BY" > 1 GROUP BY a ORDER BY a';
  expect(sqlLines(sql, 60)).toEqual([
    'SELECT a, (SELECT max(b) FROM u WHERE u.x = t.x) AS m',
    'FROM t',
    'LEFT JOIN v ON t.x = v.x',
    `WHERE t.y = 'FROM here  to' AND "GROUP BY" > 1`,
    'GROUP BY a',
    'ORDER BY a',
  ]);
});

test('keeps a short text on one line, and a text with comments as it is', () => {
  expect(sqlLines('SELECT 1\n  FROM t', 60)).toEqual(['SELECT 1 FROM t']);
  expect(sqlLines('SELECT 1 -- one\nFROM t', 60)).toEqual(['SELECT 1 -- one', 'FROM t']);
});

test('loses nothing but white space', () => {
  const word = fc.constantFrom(
    'SELECT',
    'a',
    "'x  FROM'",
    'FROM',
    '(',
    ')',
    ',',
    '"b c"',
    'JOIN',
    'ON',
    '1.5',
    '>=',
    'WHERE',
  );
  const bare = (text: string): string => text.replaceAll(/\s+/g, '');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 5, max: 60 }), (words, width) => {
      expect(bare(sqlLines(words.join(' '), width).join('\n'))).toBe(bare(words.join(' ')));
    }),
  );
});
