import { expect, test } from 'vitest';
import { runTarget, statementAt, withLeadingComments } from './run-target.ts';

const SQL = 'select 1;\n\nselect 2; -- two\nselect 3';
const STATEMENTS = [
  { from: 0, to: 8 },
  { from: 11, to: 19 },
  { from: 28, to: 36 },
];

const textAt = (cursor: number): string => {
  const { from, to } = statementAt(SQL, STATEMENTS, cursor) ?? { from: 0, to: 0 };
  return SQL.slice(from, to);
};

test('the statement that holds the cursor or ends at it', () => {
  expect(textAt(0)).toBe('select 1');
  expect(textAt(8)).toBe('select 1');
  expect(textAt(15)).toBe('select 2');
  expect(textAt(36)).toBe('select 3');
});

test('after a semicolon on the same line it is the one before, on an empty line the next', () => {
  expect(textAt(9)).toBe('select 1');
  expect(textAt(10)).toBe('select 2');
  expect(textAt(24)).toBe('select 2');
});

test('no statement, no target', () => {
  expect(statementAt('  ', [], 1)).toBeNull();
  expect(runTarget('  ', [], { from: 1, to: 1 })).toEqual([]);
});

test('a selection runs what it covers, cut to its ends', () => {
  expect(runTarget(SQL, STATEMENTS, { from: 4, to: 16 })).toEqual([
    { from: 4, to: 8 },
    { from: 11, to: 16 },
  ]);
});

test('a selection of blanks counts as a cursor', () => {
  expect(runTarget(SQL, STATEMENTS, { from: 9, to: 11 })).toEqual([{ from: 0, to: 8 }]);
});

test('comments above a statement belong to it, one behind the statement before does not', () => {
  const sql = '-- first\nselect 1; -- of one\n\n/* second */\nselect 2; select 3';
  const statements = [sql.indexOf('select 1'), sql.indexOf('select 2'), sql.indexOf('select 3')].map(
    (from) => ({
      from,
      to: from + 8,
    }),
  );
  const texts = withLeadingComments(sql, statements).map(({ from, to }) => sql.slice(from, to));
  expect(texts).toEqual(['-- first\nselect 1', '/* second */\nselect 2', 'select 3']);
});
