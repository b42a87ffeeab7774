import { expect, test } from 'vitest';
import { rowWindow } from './use-row-window.ts';

test('rows that are seen, and some beyond each end', () => {
  expect(rowWindow(1000, 40, 4000, 400)).toEqual({ first: 92, end: 118, page: 10 });
});

test('never rows that are not there', () => {
  expect(rowWindow(5, 40, 0, 400)).toEqual({ first: 0, end: 5, page: 10 });
  expect(rowWindow(0, 40, 4000, 400)).toEqual({ first: 0, end: 0, page: 10 });
});
