import { expect, test } from 'vitest';
import { aggregate, filter, join, project, sort, topN } from '../plan/builders.ts';
import type { AggregateCall, Expression } from '../plan/expression.ts';
import type { AggregateNode, PlanNode } from '../plan/node.ts';
import { column, INTEGER, literal, ROUND_COSTS, scanOf, sizes } from './round-costs.fixture.ts';
import { ownWork, totalWork, type Work, workOf } from './work.ts';

const EQUALS: Expression = {
  kind: 'compare',
  op: '=',
  left: column(0),
  right: literal('1'),
  type: { id: 'BOOLEAN' },
};
const COUNT: AggregateCall = {
  kind: 'aggregate-call',
  name: 'count_star',
  args: [],
  type: INTEGER,
  distinct: false,
  filter: null,
  orderBy: [],
};
const KEY = { expression: column(0), descending: false, nullsFirst: false };

const T = scanOf('t', 2);
const U = scanOf('u', 2);

function grouped(
  child: PlanNode,
  groups: readonly Expression[],
  aggregates: readonly AggregateCall[],
  groupingSets: readonly (readonly number[])[] = [groups.map((_, at) => at)],
): AggregateNode {
  return aggregate(child, { groups, aggregates, groupingSets, groupingFunctions: [] }, [], 'a');
}

const work = (node: PlanNode, rows: Readonly<Record<string, number>>): Work | null =>
  workOf(node, ROUND_COSTS, sizes(rows));

test('a scan takes its rows, and nothing more is known of it', () => {
  expect(work(T, { t: 2000 })).toEqual({ scanMs: 2, blockingMs: 0, streamingMs: 0 });
});

test('filters and projections stream over the rows that they take', () => {
  const node = project(filter(T, [EQUALS], 'f'), [EQUALS], ['x'], 'p');
  // 2000 rows read, each compared; 500 are left to be computed with.
  expect(work(node, { t: 2000, f: 500, p: 500 })).toEqual({ scanMs: 2, blockingMs: 0, streamingMs: 25 });
});

test('a join streams the rows of both sides; many of the smaller one make each dearer', () => {
  const node = join('inner', T, U, [EQUALS], 'j');
  expect(work(node, { t: 3000, u: 1000, j: 1 })).toEqual({ scanMs: 4, blockingMs: 0, streamingMs: 400_000 });
  // A row takes 100 ms; half way between 5,000 and 125,000, by logarithms, lie 25,000.
  expect(work(node, { t: 975_000, u: 25_000, j: 1 })?.streamingMs).toBeCloseTo(200_000_000, 3);
  expect(work(node, { t: 700_000, u: 300_000, j: 1 })?.streamingMs).toBe(300_000_000);
});

test('an aggregate lets nothing out before it has seen all: what streamed below blocks', () => {
  const node = grouped(filter(T, [EQUALS], 'f'), [], [COUNT]);
  expect(work(node, { t: 2000, f: 1000, a: 1 })).toEqual({
    scanMs: 2,
    blockingMs: 20 + 10_000,
    streamingMs: 0,
  });
});

test('grouping is dearer among many groups', () => {
  const node = grouped(T, [column(0)], []);
  expect(work(node, { t: 1000, a: 5 })?.blockingMs).toBe(1000);
  expect(work(node, { t: 1000, a: 25_000 })?.blockingMs).toBeCloseTo(2000, 9);
  expect(work(node, { t: 1000, a: 900_000 })?.blockingMs).toBe(3000);
  const distinct: PlanNode = {
    kind: 'distinct',
    id: 'd',
    child: T,
    on: null,
    orderBy: [],
    columns: T.columns,
  };
  expect(work(distinct, { t: 1000, d: 900_000 })?.blockingMs).toBe(3000);
});

test('each grouping set groups all rows', () => {
  const node = grouped(T, [column(0)], [], [[0], []]);
  expect(work(node, { t: 1000, a: 5 })?.blockingMs).toBe(2000);
});

test('sorting grows with the logarithm; a top-n keeps its few rows alone', () => {
  expect(work(sort(T, [KEY], 's'), { t: 1_000_000, s: 1_000_000 })?.blockingMs).toBe(1_000_000_000);
  // log2 of a thousand is half of that of a million.
  expect(work(sort(T, [KEY], 's'), { t: 1000, s: 1000 })?.blockingMs).toBeCloseTo(500_000, 6);
  expect(work(topN(T, [KEY], 900, 100, 'n'), { t: 1_000_000, n: 900 })?.blockingMs).toBeCloseTo(
    500_000_000,
    3,
  );
});

test('UNION ALL is free, other set operations look rows up', () => {
  const union = (all: boolean): PlanNode => ({
    kind: 'set-operation',
    id: 'x',
    op: 'union',
    all,
    inputs: [T, U],
    columns: T.columns,
  });
  const rows = { t: 1000, u: 1000, x: 2000 };
  expect(work(union(true), rows)).toEqual({ scanMs: 2, blockingMs: 0, streamingMs: 0 });
  expect(work(union(false), rows)).toEqual({ scanMs: 2, blockingMs: 2000, streamingMs: 0 });
});

test('where rows are not known, nor is the work', () => {
  expect(work(T, {})).toBeNull();
  expect(work(join('inner', T, U, [EQUALS], 'j'), { t: 10, j: 5 })).toBeNull();
  expect(ownWork(filter(T, [EQUALS], 'f'), ROUND_COSTS, sizes({}))).toBeNull();
});

test("an operator's own work leaves its inputs' out", () => {
  const node = filter(T, [EQUALS], 'f');
  expect(ownWork(node, ROUND_COSTS, sizes({ t: 2000, f: 500 }))).toBe(20);
  const all = work(node, { t: 2000, f: 500 });
  expect(all === null ? null : totalWork(all)).toBe(22);
});
