import { expect, test } from 'vitest';
import type { Measurement } from '../execute/execution.ts';
import type { Fragment, PlacedPlan } from '../plan/fragment.ts';
import type { PlanNode } from '../plan/node.ts';
import { placedOver } from '../plan/placed-plan.fixture.ts';
import type { FragmentMeasurement } from '../types/explain.ts';
import { worstEstimate } from './worst-estimate.ts';

const NOTHING: PlanNode = { kind: 'values', id: 'n1', rows: [], columns: [] };

function fragment(id: string, rows: number | null): Fragment {
  const text = { sql: '', params: [], columns: [], covers: [], tables: [], partition: null };
  return { id, source: 'shop', plan: NOTHING, ...text, estimated: { rows, bytes: null } };
}

function planOf(...estimates: readonly (number | null)[]): PlacedPlan {
  return placedOver(
    NOTHING,
    estimates.map((rows, at) => fragment(`f${at + 1}`, rows)),
  );
}

function measured(rows: number, ...fragments: readonly (number | FragmentMeasurement)[]): Measurement {
  const each = fragments.map((one, at) => [`f${at + 1}`, typeof one === 'number' ? read(one) : one] as const);
  return { ms: 0, rows, fragments: Object.fromEntries(each), localMs: 0, operators: [] };
}

function read(rows: number): FragmentMeasurement {
  return { rows, bytes: 0, connectMs: null, firstRowMs: null, ms: 0, retries: 0 };
}

test('the largest factor is named, whichever figure is larger', () => {
  const worst = worstEstimate(planOf(1000, 50), measured(10, 4000, 4000), 10);
  expect(worst).toEqual({ where: 'f2', estimated: 50, actual: 4000, factor: 80 });
  expect(worstEstimate(planOf(9000), measured(10, 0), 10)).toMatchObject({ where: 'f1', factor: 9000 });
  expect(worstEstimate(planOf(1000), measured(3000, 1000), 150)).toMatchObject({
    where: 'result',
    factor: 20,
  });
});

test('what was not foretold, is tiny, or was stopped is left out', () => {
  expect(worstEstimate(planOf(null), measured(10, 5000), null)).toBeNull();
  expect(worstEstimate(planOf(1), measured(10, 99), 99)).toBeNull();
  expect(worstEstimate(planOf(5000), measured(10, { ...read(10), cut: true }), null)).toBeNull();
});
