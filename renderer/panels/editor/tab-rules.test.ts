import { expect, test } from 'vitest';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { asksBeforeClosing, copyTitle, movedBy, neighbour } from './tab-rules.ts';

const tab = (id: string, change: Partial<EditorTab> = {}): EditorTab => ({
  id,
  title: id,
  query: null,
  base: null,
  sql: '',
  dirty: false,
  cursor: 0,
  parameters: {},
  results: [],
  shown: null,
  ...change,
});
const TABS = [tab('a'), tab('b'), tab('c')];

test('only words that are in no file are asked about', () => {
  expect(asksBeforeClosing(tab('a', { dirty: true, sql: 'select 1' }))).toBe(true);
  expect(asksBeforeClosing(tab('a', { dirty: true, sql: ' \n' }))).toBe(false);
  expect(asksBeforeClosing(tab('a', { query: 'x', sql: 'select 1' }))).toBe(false);
});

test('a tab moves by one and stays at the ends', () => {
  expect(movedBy(TABS, 'b', 1)).toBe(2);
  expect(movedBy(TABS, 'c', 1)).toBe(2);
  expect(movedBy(TABS, 'a', -1)).toBe(0);
});

test('the next tab goes round', () => {
  expect(neighbour(TABS, 'c', 1)).toBe('a');
  expect(neighbour(TABS, 'a', -1)).toBe('c');
  expect(neighbour([], null, 1)).toBeNull();
});

test('copies are numbered', () => {
  expect(copyTitle('a', TABS)).toBe('a copy');
  expect(copyTitle('a copy', [tab('a copy')])).toBe('a copy 2');
  expect(copyTitle('a copy 2', [tab('a copy'), tab('a copy 2')])).toBe('a copy 3');
});
