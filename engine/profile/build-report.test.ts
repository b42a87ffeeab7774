import { expect, test } from 'vitest';
import type { Measurement } from '../execute/execution.ts';
import { filter, limit } from '../plan/builders.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import { BOOLEAN, INTEGER } from '../types/data-type.ts';
import { buildReport } from './build-report.ts';

const ID = { name: 'id', type: INTEGER, nullable: false, collation: null, origins: [], tags: [] };
const SCAN: ScanNode = {
  kind: 'scan',
  id: 'n1',
  source: 'shop',
  table: { schema: null, name: 'orders' },
  fields: [],
  columns: [ID],
};
const AT_SOURCE = filter(SCAN, [{ kind: 'literal', value: 'true', type: BOOLEAN }], 'n2');
const WHOLE: PlanNode = limit(AT_SOURCE, { kind: 'literal', value: '2', type: INTEGER }, null, false, 'n3');
const STAGED: PlanNode = { kind: 'fragment-scan', id: 'n4', fragment: 'f1', columns: [ID] };

const PLACED: PlacedPlan = {
  sql: 'SELECT id FROM shop.orders WHERE true LIMIT 2',
  mode: 'full',
  plan: WHOLE,
  sites: { n1: 'shop', n2: 'shop', n3: 'local' },
  fragments: [
    {
      id: 'f1',
      source: 'shop',
      plan: AT_SOURCE,
      sql: 'SELECT id FROM orders WHERE $1',
      params: [{ type: BOOLEAN, value: 'true' }],
      columns: [ID],
      covers: ['n2', 'n1'],
      estimated: { rows: 7, bytes: null },
      tables: [],
      partition: null,
    },
  ],
  remainder: limit(STAGED, { kind: 'literal', value: '2', type: INTEGER }, null, false, 'n3'),
  localSql: 'SELECT id FROM f1 LIMIT 2',
  columns: [ID],
  ordered: false,
  opaque: null,
  nondeterminism: ['LIMIT without ORDER BY'],
  notPushed: [],
  planMs: 3,
};

const MEASURED: Measurement = {
  ms: 40,
  rows: 2,
  fragments: { f1: { rows: 9, bytes: 90, connectMs: 2, firstRowMs: 5, ms: 20, retries: 0 } },
  localMs: 8,
  operators: [{ name: 'LIMIT', depth: 0, rows: 2, ms: 0.1 }],
};

test('before a run every measured figure is null', () => {
  const report = buildReport(PLACED, null);
  expect(report.totals).toEqual({ ms: null, bytesMoved: null, rowsMoved: null, planMs: 3 });
  expect(report.fragments).toMatchObject([
    {
      id: 'f1',
      source: 'shop',
      covers: ['scan', 'filter'],
      params: ['true'],
      estimated: { rows: 7, bytes: null },
      actual: null,
    },
  ]);
  expect(report.local).toMatchObject({ sql: PLACED.localSql, ms: null, opaque: false });
  expect(report.local.operators.map(({ kind, node }) => [kind, node])).toEqual([['limit', 'n3']]);
  expect(report.local.engine).toBeUndefined();
});

test('what a fragment is foretold to take stands beside its size', () => {
  const foretold = { startupMs: 1, scanMs: 20, blockingMs: 3, streamingMs: 4, sendMs: 12 };
  const fragments = PLACED.fragments.map((fragment) => ({ ...fragment, foretold }));
  const report = buildReport({ ...PLACED, fragments }, MEASURED);
  expect(report.fragments[0]).toMatchObject({
    estimated: { rows: 7, bytes: null, ms: 40 },
    actual: { ms: 20 },
  });
  expect(buildReport(PLACED, MEASURED).fragments[0]?.estimated).toEqual({ rows: 7, bytes: null });
});

test('a run hangs its figures on the operators', () => {
  const report = buildReport(PLACED, MEASURED);
  expect(report.totals).toEqual({ ms: 40, bytesMoved: 90, rowsMoved: 9, planMs: 3 });
  expect(report.fragments[0]?.actual?.rows).toBe(9);
  expect(report.plan).toMatchObject({
    id: 'n3',
    site: 'local',
    fragment: null,
    actualRows: 2,
    children: [
      {
        id: 'n2',
        site: 'shop',
        fragment: 'f1',
        estimatedRows: 7,
        actualRows: 9,
        children: [
          { id: 'n1', site: 'shop', fragment: 'f1', estimatedRows: null, actualRows: null, children: [] },
        ],
      },
    ],
  });
});

test('an opaque query lists no local operators of ours', () => {
  const report = buildReport({ ...PLACED, remainder: null, opaque: [] }, null);
  expect(report.local).toMatchObject({ opaque: true, operators: [] });
});
