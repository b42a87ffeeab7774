import * as build from '../../engine/plan/builders.ts';
import type { AggregateCall, Expression, SortKey, WindowCall } from '../../engine/plan/expression.ts';
import type { JoinType, PlanNode, ScanNode, SetOperationNode } from '../../engine/plan/node.ts';
import type { Capabilities } from '../../engine/spi/capabilities.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { BIGINT, BOOLEAN } from '../../engine/types/data-type.ts';

/** A claim and the plan that proves it: the source must answer it as DuckDB does, or its dialect must refuse it. */
export interface CapabilityPlan {
  readonly claim: string;
  readonly claimed: (capabilities: Capabilities) => boolean;
  readonly plan: (left: ScanNode, right: ScanNode) => PlanNode;
  /** Rows in order, rows in any order, or the number of rows where any will do. */
  readonly compare: 'ordered' | 'rows' | 'count';
}

/* Columns of the left table: id, city, score; of the right one: city, size, score. */
const ID = column(0);
const CITY = column(1);
const SCORE = column(2);
const RIGHT_CITY = column(3);

function column(index: number, type: DataType = BIGINT): Expression {
  return { kind: 'column', index, type };
}

function number(value: number): Expression {
  return { kind: 'literal', type: BIGINT, value: String(value) };
}

function equal(left: Expression, right: Expression): Expression {
  return { kind: 'compare', op: '=', left, right, type: BOOLEAN };
}

function key(expression: Expression, descending: boolean, nullsFirst: boolean): SortKey {
  return { expression, descending, nullsFirst };
}

function call(name: string, args: readonly Expression[]): AggregateCall {
  return { kind: 'aggregate-call', name, args, type: BIGINT, distinct: false, filter: null, orderBy: [] };
}

const CALLS = [call('count_star', []), call('count', [CITY]), call('min', [ID]), call('max', [ID])];
const CALL_NAMES = ['rows', 'cities', 'first', 'last'];

function aggregate(child: PlanNode, groupingSets: readonly (readonly number[])[]): PlanNode {
  const shape = { groups: [SCORE], groupingSets, aggregates: CALLS, groupingFunctions: [] };
  return build.aggregate(child, shape, ['score', ...CALL_NAMES], 'aggregate');
}

function join(joinType: JoinType, left: PlanNode, right: PlanNode): PlanNode {
  return build.join(joinType, left, right, joinType === 'cross' ? [] : [equal(CITY, RIGHT_CITY)], 'join');
}

function setOperation(op: SetOperationNode['op'], all: boolean, left: PlanNode, right: PlanNode): PlanNode {
  const inputs = [
    build.project(left, [CITY, SCORE], ['city', 'score'], 'p1'),
    build.project(right, [column(0), SCORE], ['city', 'score'], 'p2'),
  ];
  return { kind: 'set-operation', id: 'set', op, all, inputs, columns: inputs[0]?.columns ?? [] };
}

const ROW_NUMBER: WindowCall = {
  kind: 'window-call',
  name: 'row_number',
  args: [],
  type: BIGINT,
  distinct: false,
  filter: null,
  ignoreNulls: false,
  partitionBy: [CITY],
  orderBy: [key(ID, true, false)],
  argumentOrder: [],
  frame: {
    unit: 'range',
    start: { kind: 'unbounded-preceding' },
    end: { kind: 'current-row' },
    exclude: 'no others',
  },
};

const VALUES: PlanNode = {
  kind: 'values',
  id: 'values',
  rows: [[number(1)], [number(2)], [{ kind: 'literal', type: BIGINT, value: null }]],
  columns: [{ name: 'v', type: BIGINT, nullable: true, collation: null, origins: [], tags: [] }],
};

const JOINS = ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'] as const;
const SET_OPERATIONS = [
  ['union', 'union', false],
  ['union all', 'union', true],
  ['intersect', 'intersect', false],
  ['except', 'except', false],
] as const;

/** One plan for each thing that can be claimed of a fragment. */
export const CAPABILITY_PLANS: readonly CapabilityPlan[] = [
  {
    claim: 'filter',
    claimed: ({ filter }) => filter,
    plan: (left) => build.filter(left, [equal(SCORE, number(5))], 'filter'),
    compare: 'rows',
  },
  {
    claim: 'project',
    claimed: ({ project }) => project,
    plan: (left) => {
      const isNull: Expression = { kind: 'is-null', child: SCORE, negated: false, type: BOOLEAN };
      const first: Expression = { kind: 'coalesce', args: [SCORE, ID], type: BIGINT };
      return build.project(left, [ID, isNull, first], ['id', 'empty', 'first'], 'project');
    },
    compare: 'rows',
  },
  {
    claim: 'limit',
    claimed: ({ limit }) => limit,
    plan: (left) => build.limit(left, number(4), null, false, 'limit'),
    compare: 'count',
  },
  {
    claim: 'sort',
    claimed: ({ sort }) => sort,
    plan: (left) => build.sort(left, [key(SCORE, true, false), key(ID, false, false)], 'sort'),
    compare: 'ordered',
  },
  {
    claim: 'topN',
    claimed: ({ topN }) => topN,
    plan: (left) => build.topN(left, [key(SCORE, false, true), key(ID, true, false)], 3, 1, 'top'),
    compare: 'ordered',
  },
  {
    claim: 'distinct',
    claimed: ({ distinct }) => distinct,
    plan: (left) => {
      const child = build.project(left, [SCORE], ['score'], 'project');
      return { kind: 'distinct', id: 'distinct', child, on: null, orderBy: [], columns: child.columns };
    },
    compare: 'rows',
  },
  {
    claim: 'aggregate',
    claimed: (capabilities) => capabilities.aggregate,
    plan: (left) => aggregate(left, [[0]]),
    compare: 'rows',
  },
  {
    claim: 'groupingSets',
    claimed: ({ groupingSets }) => groupingSets,
    plan: (left) => aggregate(left, [[0], []]),
    compare: 'rows',
  },
  {
    claim: 'window',
    claimed: ({ window }) => window,
    plan: (left) => build.window(left, [ROW_NUMBER], ['place'], 'window'),
    compare: 'rows',
  },
  { claim: 'values', claimed: ({ values }) => values, plan: () => VALUES, compare: 'rows' },
  ...JOINS.map(
    (type): CapabilityPlan => ({
      claim: `${type} join`,
      claimed: ({ joins }) => joins.includes(type),
      plan: (left, right) => join(type, left, right),
      compare: 'rows',
    }),
  ),
  ...SET_OPERATIONS.map(
    ([name, op, all]): CapabilityPlan => ({
      claim: name,
      claimed: ({ setOperations }) => setOperations.includes(name),
      plan: (left, right) => setOperation(op, all, left, right),
      compare: 'rows',
    }),
  ),
];
