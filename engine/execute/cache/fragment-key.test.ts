import { expect, test } from 'vitest';
import type { Fragment } from '../../plan/fragment.ts';
import { INTEGER } from '../../types/data-type.ts';
import { fragmentKey } from './fragment-key.ts';

const CONTEXT = { configuration: 'a', subject: null };
const COST = { startupMs: 1, scanMs: 2, blockingMs: 3, streamingMs: 4, sendMs: 5 };
const FRAGMENT: Fragment = {
  id: 'f1',
  source: 'shop',
  plan: { kind: 'values', id: 'n1', rows: [], columns: [] },
  sql: 'SELECT id FROM orders WHERE id > $1',
  params: [{ type: INTEGER, value: '7' }],
  columns: [],
  covers: ['n1'],
  estimated: { rows: 1, bytes: 4 },
  tables: [],
  partition: null,
};
const KEY = fragmentKey(FRAGMENT, CONTEXT);

test('what is only expected of a fragment, or names it in its plan, does not count', () => {
  const other: Fragment = {
    ...FRAGMENT,
    id: 'f2',
    covers: ['n2'],
    estimated: { rows: 2, bytes: 8 },
    foretold: COST,
  };
  expect(fragmentKey(other, CONTEXT)).toBe(KEY);
});

test.each<[string, Partial<Fragment>]>([
  ['another text', { sql: 'SELECT id FROM orders WHERE id >= $1' }],
  ['another parameter', { params: [{ type: INTEGER, value: '8' }] }],
  ['a range of rows', { partition: { table: { schema: null, name: 'orders' }, sql: 'SELECT 1' } }],
])('%s is another fragment', (_, change) => {
  expect(fragmentKey({ ...FRAGMENT, ...change }, CONTEXT)).not.toBe(KEY);
});

test('so is the same at another place or for another subject', () => {
  expect(fragmentKey(FRAGMENT, { ...CONTEXT, configuration: 'b' })).not.toBe(KEY);
  expect(fragmentKey(FRAGMENT, { ...CONTEXT, subject: 'ann' })).not.toBe(KEY);
});
