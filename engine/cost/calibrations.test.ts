import { expect, test } from 'vitest';
import type { Fragment, FragmentKeys, PlacedPlan } from '../plan/fragment.ts';
import { placedOver } from '../plan/placed-plan.fixture.ts';
import type { FragmentMeasurement } from '../types/explain.ts';
import { Calibrations } from './calibrations.ts';
import { UNCALIBRATED } from './calibration.ts';
import { scanOf } from './round-costs.fixture.ts';

const FORETOLD = { startupMs: 0, scanMs: 100, blockingMs: 0, streamingMs: 0, sendMs: 0 };
const KEYS: FragmentKeys = {
  sets: [],
  rows: null,
  text: { sql: '', params: [], slots: [], tests: [], partition: null },
};

function fragment(id: string, source: string, more: Partial<Fragment> = {}): Fragment {
  const plan = scanOf(id, 1);
  return {
    id,
    source,
    plan,
    sql: 'SELECT 1',
    params: [],
    columns: plan.columns,
    covers: [],
    estimated: { rows: 10, bytes: 80 },
    foretold: FORETOLD,
    tables: [],
    partition: null,
    ...more,
  };
}

function planOf(fragments: readonly Fragment[], mode: PlacedPlan['mode'] = 'full'): PlacedPlan {
  return placedOver(scanOf('n1', 1), fragments, mode);
}

const TWICE: FragmentMeasurement = {
  rows: 10,
  bytes: 80,
  connectMs: null,
  firstRowMs: null,
  ms: 200,
  retries: 0,
};

test('each fragment teaches of its own source', () => {
  const calibrations = new Calibrations();
  const plan = planOf([fragment('f1', 'shop'), fragment('f2', 'crm')]);
  expect(calibrations.observe(plan, { f1: TWICE, f2: { ...TWICE, ms: 100 } })).toBe(true);
  expect(calibrations.of('shop').work).toBeCloseTo(2 ** 0.3, 5);
  expect(calibrations.of('crm')).toEqual({ work: 1, send: 1, fragments: 1 });
  expect(calibrations.of('lake')).toBe(UNCALIBRATED);
  expect(Object.keys(calibrations.known)).toEqual(['crm', 'shop']);
});

test.for<[string, Partial<Fragment>]>([
  ['keys cut it', { keys: KEYS }],
  ['its rows were not known', { estimated: { rows: null, bytes: null } }],
])('nothing is learnt of a fragment where %s', ([, more]) => {
  const calibrations = new Calibrations();
  expect(calibrations.observe(planOf([fragment('f1', 'shop', more)]), { f1: TWICE })).toBe(false);
  expect(calibrations.known).toEqual({});
});

test('nothing is learnt of one that was not foretold, did not run, or ran with nothing pushed', () => {
  const calibrations = new Calibrations();
  const { foretold: _, ...unforetold } = fragment('f1', 'shop');
  expect(calibrations.observe(planOf([unforetold]), { f1: TWICE })).toBe(false);
  expect(calibrations.observe(planOf([fragment('f1', 'shop')]), {})).toBe(false);
  expect(calibrations.observe(planOf([fragment('f1', 'shop')], 'none'), { f1: TWICE })).toBe(false);
  expect(calibrations.observe(planOf([fragment('f1', 'shop')], 'scan'), { f1: TWICE })).toBe(true);
});

test('what was known before goes on from there', () => {
  const calibrations = new Calibrations({ shop: { work: 4, send: 2, fragments: 9 } });
  calibrations.observe(planOf([fragment('f1', 'shop')]), { f1: TWICE });
  expect(calibrations.of('shop').work).toBeCloseTo(4 * 2 ** 0.3, 5);
  expect(calibrations.of('shop')).toMatchObject({ send: 2, fragments: 10 });
});
