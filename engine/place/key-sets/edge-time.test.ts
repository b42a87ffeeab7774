import { describe, expect, test } from 'vitest';
import type { Fragment } from '../../plan/fragment.ts';
import type { FragmentCost } from '../../types/fragment-cost.ts';
import { EdgeTimes } from './edge-time.ts';

/** A fragment of which only the foretold time matters. */
function fragment(id: string, cost: Partial<FragmentCost> | null): Fragment {
  const foretold = { startupMs: 0, scanMs: 0, blockingMs: 0, streamingMs: 0, sendMs: 0, ...cost };
  return {
    id,
    source: 'shop',
    plan: { kind: 'values', id: 'n1', rows: [], columns: [] },
    sql: '',
    params: [],
    columns: [],
    covers: [],
    estimated: { rows: null, bytes: null },
    tables: [],
    partition: null,
    ...(cost === null ? {} : { foretold }),
  };
}

const KEYS = { number: 1000, kept: 0.1, isIndexed: false };
/** A microsecond a key: 1 ms for the thousand. */
const COSTS = { key: 1, test: 0 };

describe('saved', () => {
  test('nine tenths of what comes after reading the table, less the keys, half of the waiting and a millisecond', () => {
    const times = EdgeTimes.of([
      fragment('f1', { startupMs: 10 }),
      fragment('f2', { scanMs: 100, sendMs: 200 }),
    ]);
    expect(times.saved('f1', 'f2', KEYS, COSTS)).toBeCloseTo(180 - 1 - 5 - 1);
  });

  test('of reading the table too where an index finds the rows', () => {
    const times = EdgeTimes.of([
      fragment('f1', { startupMs: 10 }),
      fragment('f2', { scanMs: 100, sendMs: 200 }),
    ]);
    expect(times.saved('f1', 'f2', { ...KEYS, isIndexed: true }, COSTS)).toBeCloseTo(270 - 1 - 5 - 1);
  });

  test('the waiting is for all that the other one waits for, and counted once', () => {
    const times = EdgeTimes.of([
      fragment('f1', { startupMs: 20 }),
      fragment('f2', { startupMs: 10 }),
      fragment('f3', { sendMs: 1000 }),
    ]);
    times.cut('f1', 'f2', { ...KEYS, kept: 1 });
    expect(times.saved('f2', 'f3', KEYS, COSTS)).toBeCloseTo(900 - 1 - 15 - 1);
    times.cut('f2', 'f3', { ...KEYS, kept: 0.5 });
    expect(times.saved('f2', 'f3', KEYS, COSTS)).toBeCloseTo(450 - 1 - 1);
  });

  test('nothing is said of a fragment without a foretold time', () => {
    const times = EdgeTimes.of([fragment('f1', { startupMs: 1 }), fragment('f2', null)]);
    expect(times.saved('f1', 'f2', KEYS, COSTS)).toBeNull();
  });

  test('a copy goes its own way', () => {
    const times = EdgeTimes.of([fragment('f1', { startupMs: 10 }), fragment('f2', { sendMs: 100 })]);
    const copy = times.copy();
    copy.cut('f1', 'f2', KEYS);
    expect(copy.saved('f1', 'f2', KEYS, COSTS)).toBeCloseTo(9 - 1 - 1);
    expect(times.saved('f1', 'f2', KEYS, COSTS)).toBeCloseTo(90 - 1 - 5 - 1);
  });
});
