import { expect, test } from 'vitest';
import { analysisOf, type Check } from './text-analysis.ts';

const check = (change: Partial<Check>): Check => ({ problems: [], parameters: [], sources: [], ...change });
const ERROR = { from: 0, to: 1, severity: 'error', message: 'No.', hint: null, code: 'sql' } as const;

const whole = analysisOf(
  'a',
  [],
  [check({ sources: ['shop', 'crm'], parameters: [{ name: 'day', type: 'DATE' }] })],
  undefined,
);

test('a half-written text keeps the sources and types that were known', () => {
  const half = check({ problems: [ERROR], parameters: [{ name: 'day', type: null }] });
  const { reads, types } = analysisOf('b', [], [half], whole);
  expect(reads).toEqual(['shop', 'crm']);
  expect([...types]).toEqual([['day', 'DATE']]);
});

test('a whole text has only its own', () => {
  const { reads, types } = analysisOf('b', [], [check({ sources: ['lake'] })], whole);
  expect(reads).toEqual(['lake']);
  expect([...types]).toEqual([]);
});

test('a type that is told anew counts', () => {
  const other = check({ parameters: [{ name: 'day', type: 'TIMESTAMP' }] });
  expect([...analysisOf('b', [], [other], whole).types]).toEqual([['day', 'TIMESTAMP']]);
});
