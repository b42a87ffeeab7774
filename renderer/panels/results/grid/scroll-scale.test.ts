import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_HEIGHT, scrollScale, scrollTopOf, topOf, topThatShows } from './scroll-scale.ts';

const ROW = 24;

test('few rows scroll as they are', () => {
  const scale = scrollScale(1000, ROW, 600);
  expect(scale.height).toBe(24_000);
  expect(topOf(scale, 480)).toBeCloseTo(480);
  expect(scrollTopOf(scale, 480)).toBe(480);
});

test('the bar reaches the first and the last of 10 million rows', () => {
  const scale = scrollScale(10_000_000, ROW, 600);
  expect(scale.height).toBe(MAX_HEIGHT);
  expect(topOf(scale, 0)).toBe(0);
  expect(topOf(scale, MAX_HEIGHT - 600)).toBe(240_000_000 - 600);
  expect(scrollTopOf(scale, 240_000_000 - 600)).toBe(MAX_HEIGHT - 600);
});

test('from a bar to rows and back is the same place of the bar', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000_000 }),
      fc.integer({ min: 100, max: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, view, at) => {
        const scale = scrollScale(rows, ROW, view);
        const scrollTop = Math.round(at * Math.max(0, scale.height - view));
        expect(scrollTopOf(scale, topOf(scale, scrollTop))).toBe(scrollTop);
      },
    ),
  );
});

test('a row comes into sight by the least move, and one that is seen by none', () => {
  const scale = scrollScale(10_000_000, ROW, 600);
  expect(topThatShows(scale, 10, ROW, 100)).toBe(100);
  expect(topThatShows(scale, 2, ROW, 100)).toBe(48);
  expect(topThatShows(scale, 100, ROW, 100)).toBe(101 * ROW - 600);
  expect(topThatShows(scale, 9_999_999, ROW, 0)).toBe(240_000_000 - 600);
  expect(topThatShows(scrollScale(2, ROW, 600), 1, ROW, 0)).toBe(0);
});

test('without rows all stands at the top', () => {
  const scale = scrollScale(0, ROW, 600);
  expect([topOf(scale, 50), scrollTopOf(scale, 50)]).toEqual([0, 0]);
});
