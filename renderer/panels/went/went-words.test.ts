import { expect, test } from 'vitest';
import type { FragmentReport, Outcome } from '../../../engine/types/explain.ts';
import { fragmentNotes, keptParts, worstText } from './went-words.ts';

const PARTS = [
  { id: 'f1', source: 'shop' },
  { id: 'f2', source: 'crm' },
];

const OUTCOME: Outcome = {
  part: 'predicate',
  operator: 'filter',
  node: 'n1',
  expression: 'lower(name) = $1',
  outcome: 'superset',
  sources: ['crm'],
  fragments: ['f1'],
  code: 'collation',
  reason: 'crm compares text otherwise.',
};

test('what sources did alone is not listed as kept', () => {
  expect(keptParts([{ ...OUTCOME, outcome: 'exact', code: null, reason: null }])).toEqual([]);
  expect(
    keptParts([OUTCOME, { ...OUTCOME, outcome: 'kept', expression: null, hint: 'Declare a key.' }]),
  ).toEqual([
    {
      key: '0 n1',
      what: 'filter: lower(name) = $1',
      where: 'begun at crm, finished here',
      reason: 'crm compares text otherwise.',
      hint: null,
    },
    {
      key: '1 n1',
      what: 'filter',
      where: 'done here',
      reason: 'crm compares text otherwise.',
      hint: 'Declare a key.',
    },
  ]);
});

test('keys, kept rows and early ends are told', () => {
  const actual = { rows: 1, bytes: 1, connectMs: null, firstRowMs: null, ms: 1, retries: 0 };
  const fragment: FragmentReport = {
    id: 'f2',
    source: 'crm',
    sql: '',
    params: [],
    covers: [],
    estimated: { rows: null, bytes: null },
    actual: { ...actual, cut: true, cachedAgeMs: 2000 },
    keysFrom: 'f1',
    keys: [{ from: 'f1', column: 'id', keys: 1200, as: 'list' }],
  };
  expect(fragmentNotes(fragment, PARTS)).toEqual([
    'Cut by 1,200 keys from shop: only rows whose id is among them were asked for.',
    'Kept rows were used, read 2 s before.',
    'Stopped early: the answer had all rows that it asks for.',
  ]);
  const { keys: _keys, ...planned } = { ...fragment, actual: null };
  expect(fragmentNotes(planned, PARTS)).toEqual(['Waits for keys from shop.']);
});

test('the worst estimate in words', () => {
  const worst = { where: 'f2', estimated: 50, actual: 4000, factor: 80 };
  expect(worstText(worst, PARTS)).toBe('crm sent 4,000 rows where 50 were expected: 80 times as many.');
  expect(worstText({ where: 'result', estimated: 900, actual: 9, factor: 100 }, PARTS)).toBe(
    'The result has 9 rows where 900 were expected: 100 times fewer.',
  );
});
