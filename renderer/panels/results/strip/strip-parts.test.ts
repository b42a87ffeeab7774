import { expect, test } from 'vitest';
import type { ExplainReport, FragmentReport, TableSize } from '../../../../engine/types/explain.ts';
import { barLength, stripFigures } from './strip-parts.ts';

function fragment(id: string, source: string, bytes: number, ms: number): FragmentReport {
  const actual = { rows: 1, bytes, connectMs: null, firstRowMs: null, ms, retries: 0 };
  return { id, source, sql: '', params: [], covers: [], estimated: { rows: null, bytes: null }, actual };
}

function report(
  fragments: readonly FragmentReport[],
  tables: readonly TableSize[],
  ms: number | null,
): ExplainReport {
  const plan = {
    id: 'n1',
    kind: 'values',
    line: '',
    site: 'local',
    fragment: null,
    columns: [],
    children: [],
  };
  return {
    sql: '',
    columns: [],
    fragments,
    local: { sql: '', ms: 9, operators: [], opaque: false },
    notPushed: [],
    outcomes: [],
    totals: {
      ms,
      bytesMoved: fragments.reduce((sum, { actual }) => sum + (actual?.bytes ?? 0), 0),
      rowsMoved: 0,
      planMs: 1,
    },
    plan: { ...plan, estimatedRows: null, estimatedBytes: null, actualRows: null },
    tables,
  };
}

const table = (source: string, name: string, bytes: number | null): TableSize => ({
  source,
  schema: null,
  name,
  rows: null,
  bytes,
});

test('bytes of a source add up, and of its pieces the longest time counts', () => {
  const figures = stripFigures(
    report(
      [fragment('f1', 'shop', 1000, 20), fragment('f2', 'crm', 500, 5), fragment('f3', 'shop', 200, 30)],
      [table('shop', 'orders', 10_000), table('shop', 'people', 5000), table('crm', 'tickets', 2000)],
      50,
    ),
  );
  expect(figures?.parts).toMatchObject([
    { source: 'shop', bytes: 1200, of: 15_000, ms: 30 },
    { source: 'crm', bytes: 500, of: 2000, ms: 5 },
  ]);
  expect(figures?.moved).toBeCloseTo(0.1);
  expect(figures?.localMs).toBe(9);
});

test('what no source knows is not made up', () => {
  const figures = stripFigures(
    report([fragment('f1', 'shop', 10, 1)], [table('shop', 'orders', null), table('crm', 'tickets', 5)], 50),
  );
  expect([figures?.parts[0]?.of, figures?.moved]).toEqual([null, null]);
  expect(stripFigures(report([], [], 5))).toEqual({ parts: [], localMs: 9, moved: null });
  expect(stripFigures(report([], [], null))).toBeNull();
});

test('no more is moved than there is, whatever room values take on their way', () => {
  const figures = stripFigures(
    report([fragment('f1', 'shop', 1100, 1)], [table('shop', 'orders', 1000)], 50),
  );
  expect([figures?.parts[0]?.bytes, figures?.parts[0]?.of, figures?.moved]).toEqual([1100, null, 1]);
});

test('a bar grows by powers of ten between its ends', () => {
  expect([0, 50, 100, 1e6, 1e10, 1e15].map(barLength)).toEqual([0, 0, 0, 0.5, 1, 1]);
  expect(barLength(1e7) - barLength(1e6)).toBeCloseTo(0.125);
});
