import { expect, test } from 'vitest';
import type { FragmentKeys, KeyForm } from '../../plan/fragment.ts';
import { INTEGER } from '../../types/data-type.ts';
import type { FragmentCost } from '../../types/fragment-cost.ts';
import { chooseForms } from './choose-forms.ts';
import type { Gathered } from './gather.ts';

const ROWS = 1_000_000;
/** A second of sending, which keys may save. */
const SECOND: FragmentCost = { startupMs: 1, scanMs: 100, blockingMs: 0, streamingMs: 0, sendMs: 1000 };

/** A set over some columns, whose `count` keys are out of `distinct`. */
function gathered(columns: readonly string[], count: number, distinct: number | null): Gathered {
  const name = columns.join('+');
  return {
    set: {
      name,
      from: 'f1',
      columns: columns.map((column) => ({ name: column, type: INTEGER })),
      sql: '',
      distinct,
    },
    table: { catalog: 'memory', schema: 'main', name },
    count,
    bytes: count * 11,
    low: '1',
    high: '9',
    hasNul: false,
  };
}

function forms(
  sets: readonly Gathered[],
  foretold: FragmentCost | null = SECOND,
  rows: number | null = ROWS,
): readonly KeyForm[] {
  const texts = { list: 'l', range: 'r', none: 'true' };
  const tests = sets.map(({ set }) => ({
    set: set.name,
    at: 0,
    length: 1,
    forms: set.columns.length > 1 ? { list: 'l', none: 'true' } : texts,
  }));
  const text = { sql: 'l', params: [], slots: [], tests, partition: null };
  const keys: FragmentKeys = { sets: sets.map(({ set }) => set), text, rows, costs: { key: 2, test: 0.04 } };
  return chooseForms(sets, keys, foretold ?? undefined);
}

test.each([
  ['few keys out of many', 1000, ROWS, 'list'],
  ['keys that cost less than they save', 300_000, ROWS, 'list'],
  ['keys that cost more than they save', 350_000, ROWS, 'range'],
  ['keys that are all that there are', 1000, 1000, 'range'],
  ['keys of which nothing is known', 1000, null, 'list'],
] as const)('%s', (_, count, distinct, form) => {
  expect(forms([gathered(['a'], count, distinct)])).toEqual([form]);
});

test('where nothing is known of the fragment, up to a hundred thousand', () => {
  const of = (count: number): readonly KeyForm[] => forms([gathered(['a'], count, null)], null, null);
  expect(of(99_999)).toEqual(['list']);
  expect(of(100_001)).toEqual(['range']);
});

test('a text with a NUL is not sent', () => {
  expect(forms([{ ...gathered(['a'], 10, ROWS), hasNul: true }])).toEqual(['range']);
});

test('a second set goes only for what it saves of the rows that the first leaves', () => {
  const first = gathered(['a'], 100, 10_000);
  expect(forms([first, gathered(['b'], 10_000, 100_000)])).toEqual(['list', 'range']);
  expect(forms([gathered(['b'], 100, 200), gathered(['c'], 100, 200)])).toEqual(['list', 'list']);
});

test('rows of a composite key go where they cut more than its columns do', () => {
  const columns = [gathered(['a'], 10_000, 20_000), gathered(['b'], 100, 100)];
  expect(forms([...columns, gathered(['a', 'b'], 20_000, 800_000)])).toEqual(['range', 'range', 'list']);
  expect(forms([...columns, gathered(['a', 'b'], 400_000, 800_000)])).toEqual(['list', 'range', 'none']);
});

test('no more than a statement should weigh', () => {
  const many = gathered(['a'], 3_000_000, 1_000_000_000);
  const hour = { ...SECOND, sendMs: 3_600_000 };
  expect(forms([many], hour, 1_000_000_000)).toEqual(['range']);
});
