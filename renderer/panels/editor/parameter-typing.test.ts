import { expect, test } from 'vitest';
import { inputFor, missingValues, typedParameters } from './parameter-typing.ts';

test.each([
  ['DATE', 'date'],
  ['TIME', 'time'],
  ['TIMESTAMP', 'datetime'],
  ['TIMESTAMP_MS', 'datetime'],
  ['TIMESTAMP WITH TIME ZONE', 'text'],
  ['BOOLEAN', 'boolean'],
  ['INTEGER', 'number'],
  ['UBIGINT', 'number'],
  ['HUGEINT', 'number'],
  ['DECIMAL(12,2)', 'number'],
  ['INTERVAL', 'text'],
  ['INTEGER[]', 'text'],
  ['VARCHAR', 'text'],
  [null, 'text'],
])('%s takes a %s', (type, input) => {
  expect(inputFor(type)).toBe(input);
});

const check = (...parameters: { name: string; type: string | null }[]) => ({
  problems: [],
  sources: [],
  parameters,
});

test('a parameter of two statements is asked once, with the type that one of them knows', () => {
  const typed = typedParameters([
    check({ name: 'day', type: null }),
    null,
    check({ name: 'day', type: 'DATE' }, { name: 'n', type: 'BIGINT' }),
  ]);
  expect(typed).toEqual([
    { name: 'day', type: 'DATE', input: 'date' },
    { name: 'n', type: 'BIGINT', input: 'number' },
  ]);
});

test('an empty text is a value only where text is taken', () => {
  const typed = typedParameters([check({ name: 'day', type: 'DATE' }, { name: 'word', type: 'VARCHAR' })]);
  expect(missingValues(typed, {})).toEqual(['day', 'word']);
  expect(missingValues(typed, { day: '', word: '' })).toEqual(['day']);
  expect(missingValues(typed, { day: '2026-01-01', word: 'a' })).toEqual([]);
});
