import { expect, test } from 'vitest';
import { LOCAL_COSTS } from '../spi/cost-profile.ts';
import { sourceCosts } from './source-costs.ts';

const at = (work: number, send: number): number =>
  sourceCosts(LOCAL_COSTS, { work, send, fragments: 1 }, true).work;

test('work that seems much slower than sending is held for half as slow again', () => {
  expect(at(8, 1)).toBe(1.5);
  expect(at(8, 6)).toBe(8);
  expect(at(0.1, 1)).toBeCloseTo(1 / 1.5);
  expect(at(1.2, 1)).toBe(1.2);
});

test('only a source on another machine costs something for each byte', () => {
  const calibration = { work: 1, send: 1, fragments: 0 };
  expect(sourceCosts(LOCAL_COSTS, calibration, true).byte).toBe(0);
  expect(sourceCosts(LOCAL_COSTS, calibration, false).byte).toBeGreaterThan(0);
});
