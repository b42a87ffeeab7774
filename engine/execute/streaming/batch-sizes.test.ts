import { expect, test } from 'vitest';
import { BatchSizes } from './batch-sizes.ts';

test('the first rows come soon, later batches are larger', () => {
  const sizes = new BatchSizes('rows');
  expect(sizes.isDue(65_535, 10, 0)).toBe(false);
  expect(sizes.isDue(65_536, 10, 0)).toBe(true);
  sizes.went(65_536, 65_536, 5);
  expect(sizes.isDue(65_536, 10, 0)).toBe(false);
  expect(sizes.isDue(131_072, 10, 0)).toBe(true);
});

test('a slow source is not waited for, unless batches are dear', () => {
  const sizes = new BatchSizes('rows');
  expect(sizes.isDue(1, 500, 0)).toBe(true);
  expect(sizes.isDue(0, 500, 0)).toBe(false);
  sizes.went(1, 1, 300);
  expect(sizes.isDue(1, 2000, 0)).toBe(false);
  expect(sizes.isDue(1, 3000, 0)).toBe(true);
});

test('large sides make large batches', () => {
  expect(new BatchSizes('rows').isDue(500_000, 10, 1_000_000)).toBe(false);
  expect(new BatchSizes('gather').isDue(2_000_000, 10, 1_000_000)).toBe(false);
  expect(new BatchSizes('gather').isDue(3_000_000, 10, 1_000_000)).toBe(true);
});

test('where a batch leaves most of its rows, the rest waits for the end', () => {
  const sizes = new BatchSizes('gather');
  sizes.went(245_760, 200_000, 5);
  expect(sizes.isDue(10_000_000, 10_000, 0)).toBe(false);
});
