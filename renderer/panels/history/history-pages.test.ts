import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../../main/contract/api/queries.ts';
import { type HistoryPages, withNewest, withOlder } from './history-pages.ts';

const entry = (id: number): HistoryEntry => ({
  id,
  runId: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  sql: 'select 1',
  title: 'select 1',
  startedAt: '2026-01-01T00:00:00Z',
  ms: 1,
  rows: 1,
  bytesMoved: 0,
  state: 'complete',
  message: null,
  sources: [],
  stored: true,
});
const pages = (ids: readonly number[], more: boolean, text = ''): HistoryPages => ({
  text,
  entries: ids.map(entry),
  more,
});
const idsOf = ({ entries }: HistoryPages): readonly number[] => entries.map(({ id }) => id);

test('a new entry comes on top, and older pages stay', () => {
  const merged = withNewest(pages([9, 8, 7, 6], true), pages([10, 9, 8], true));
  expect(idsOf(merged)).toEqual([10, 9, 8, 7, 6]);
  expect(merged.more).toBe(true);
});

test('after the history was cleared nothing old stays', () => {
  expect(idsOf(withNewest(pages([9, 8], false), pages([], false)))).toEqual([]);
});

test('another search begins anew', () => {
  expect(idsOf(withNewest(pages([9, 8], false, 'a'), pages([5], true, 'b')))).toEqual([5]);
});

test('older entries come below, and tell whether there are more', () => {
  const merged = withOlder(pages([9, 8], true), pages([7], false));
  expect(idsOf(merged)).toEqual([9, 8, 7]);
  expect(merged.more).toBe(false);
});
