import { expect, test } from 'vitest';
import { filter, join, sort } from '../plan/builders.ts';
import type { Expression } from '../plan/expression.ts';
import { totalCost } from '../types/fragment-cost.ts';
import { UNCALIBRATED } from './calibration.ts';
import { fragmentCost, sendingMs } from './fragment-cost.ts';
import { column, literal, ROUND_COSTS, scanOf, sizes } from './round-costs.fixture.ts';
import { sourceCosts } from './source-costs.ts';

const EQUALS: Expression = {
  kind: 'compare',
  op: '=',
  left: column(0),
  right: literal('1'),
  type: { id: 'BOOLEAN' },
};
const NEAR = sourceCosts(ROUND_COSTS, UNCALIBRATED, true);
const T = scanOf('t', 2);
const U = scanOf('u', 2);

test('one scan is read in parallel: reading, filtering and sending take the share that this leaves', () => {
  const cost = fragmentCost(filter(T, [EQUALS], 'f'), NEAR, sizes({ t: 2000, f: 1000 }));
  // Sending: 1000 rows of two columns at 2 + 2 · 3.
  expect(cost).toEqual({ startupMs: 7, scanMs: 1, blockingMs: 0, streamingMs: 10, sendMs: 4 });
  expect(cost === null ? null : totalCost(cost)).toBe(22);
});

test('a join is not', () => {
  const cost = fragmentCost(join('inner', T, U, [EQUALS], 'j'), NEAR, sizes({ t: 1000, u: 1000, j: 100 }));
  // 100 rows of four columns at 2 + 4 · 3.
  expect(cost).toEqual({ startupMs: 7, scanMs: 2, blockingMs: 0, streamingMs: 200_000, sendMs: 1.4 });
});

test('what was measured corrects work and sending apart, and not the start', () => {
  const costs = sourceCosts(ROUND_COSTS, { work: 2, send: 3, fragments: 9 }, true);
  const node = sort(join('inner', T, U, [EQUALS], 'j'), [], 's');
  const rows = sizes({ t: 1000, u: 1000, j: 1000, s: 1000 });
  const plain = fragmentCost(node, NEAR, rows);
  const corrected = fragmentCost(node, costs, rows);
  expect(plain).toMatchObject({ startupMs: 7, scanMs: 2, streamingMs: 0, sendMs: 14 });
  expect(corrected).toMatchObject({ startupMs: 7, scanMs: 4, streamingMs: 0, sendMs: 42 });
  expect(corrected?.blockingMs).toBeCloseTo(2 * (plain?.blockingMs ?? 0), 6);
});

test('a far source sends no faster than a gigabit a second', () => {
  const far = sourceCosts(ROUND_COSTS, UNCALIBRATED, false);
  // 1000 rows of a megabyte each: 8 s, where either end needs 5 ms.
  expect(sendingMs(1000, 1, 1_000_000_000, far)).toBe(8000);
  expect(sendingMs(1000, 1, 1_000_000_000, NEAR)).toBe(5);
  expect(sendingMs(1000, 1, 1000, far)).toBe(5);
});

test('nothing is foretold where its rows are not known', () => {
  expect(fragmentCost(filter(T, [EQUALS], 'f'), NEAR, sizes({ t: 2000 }))).toBeNull();
  expect(fragmentCost(filter(T, [EQUALS], 'f'), NEAR, sizes({ f: 2000 }))).toBeNull();
});
