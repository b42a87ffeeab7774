import { expect, test } from 'vitest';
import { GUESS_ALL, guessedText, importOptions, typeChoices } from './import-options.ts';

test('leaves all to guessing where nothing was set', () => {
  expect(importOptions(GUESS_ALL)).toEqual({});
});

test('says what was set', () => {
  const form = {
    delimiter: '\t',
    quote: "'",
    header: 'false',
    skip: '2',
    encoding: 'latin-1',
    nulls: 'NA, n/a',
    types: { id: 'VARCHAR' },
  } as const;
  expect(importOptions(form)).toEqual({
    delimiter: '\t',
    quote: "'",
    header: false,
    skip: 2,
    encoding: 'latin-1',
    nullstr: ['NA', 'n/a'],
    types: { id: 'VARCHAR' },
  });
});

test('says what guessing found', () => {
  expect(guessedText({ delimiter: ';' }, 'delimiter')).toBe('As found: Semicolon ;');
  expect(guessedText({ header: true }, 'header')).toBe('As found: yes');
  expect(guessedText({}, 'quote')).toBe('As found');
});

test('offers the type that a column has first, and once', () => {
  expect(typeChoices('BIGINT').filter((type) => type === 'BIGINT')).toHaveLength(1);
  expect(typeChoices('STRUCT(a INTEGER)')[0]).toBe('STRUCT(a INTEGER)');
});
