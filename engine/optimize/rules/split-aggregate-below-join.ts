import { aggregate, project, window } from '../../plan/builders.ts';
import type { AggregateCall, Expression, WindowCall } from '../../plan/expression.ts';
import { remapColumns, substituteColumns } from '../../plan/expression-children.ts';
import type { NodeIds } from '../../plan/ids.ts';
import { expressionsOf, mapAggregate } from '../../plan/node-expressions.ts';
import type { AggregateNode, PlanNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { repeats } from '../partial-aggregates/repeats.ts';
import type { Rebuilt, Side } from '../partial-aggregates/side.ts';
import { sidesOf } from '../partial-aggregates/side.ts';
import type { Combined, SplitCall } from '../partial-aggregates/combined.ts';
import { splitCall } from '../partial-aggregates/split-call.ts';
import { SplitInput } from '../partial-aggregates/split-input.ts';
import type { Rule, RuleContext } from '../rule.ts';

/**
 * ```
 * aggregate [b.z] sum(a.y), sum(b.w)          project z, s, …
 *   inner join a.x = b.x                        aggregate [b.z] sum(s) as s, sum(b.w * n)
 *     scan s.a                           →        inner join a.x = b.x
 *     scan t.b                                      aggregate [a.x] sum(a.y) as s, count(*) as n
 *                                                     scan s.a
 *                                                   scan t.b
 * ```
 * One side of joins across sources is aggregated before it travels, grouped by its columns that joins, filters and
 * groups above read: rows that agree on them meet the same rows and land in the same group (Yan and Larson, eager
 * group-by and eager count, VLDB 1995). `count(*)` of a group is its weight in aggregates about other inputs.
 *
 * Not where the source could not do it, nor where the side would hardly shrink: it has a key among those columns, or
 * more than half as many groups as rows. Not with aggregates that depend on the order of rows, with keys whose
 * equal values differ (floats), with sums that could overflow where the whole would not; and not for the right side of
 * a semi, anti or mark join. What may raise, and what is not NULL for the NULLs of an outer join, stays above it.
 */
export const splitAggregateBelowJoin: Rule = {
  name: 'split-aggregate-below-join',
  scope: 'node',
  apply(node, context): PlanNode | null {
    if (node.kind !== 'aggregate' || node.aggregates.some((call) => call.orderBy.length > 0)) return null;
    const whole = overJoins(node);
    const splits = sidesOf(whole.child)
      .flatMap((side) => planSplit(whole, side, context))
      .toSorted((a, b) => partialCalls(b) - partialCalls(a));
    for (const split of splits) {
      const done = apply(whole, split, context);
      if (done !== null) return done;
    }
    return null;
  },
};

/** The aggregate without the projects below it: its expressions stand over what these read. */
function overJoins(node: AggregateNode): AggregateNode {
  const { child } = node;
  if (child.kind !== 'project' || child.expressions.some(isVolatile)) return node;
  const through = (expression: Expression): Expression => substituteColumns(expression, child.expressions);
  return overJoins({
    ...node,
    child: child.child,
    groups: node.groups.map(through),
    aggregates: node.aggregates.map((call) => mapAggregate(call, through)),
  });
}

interface Split {
  readonly input: SplitInput;
  readonly groups: readonly (() => Expression)[];
  readonly calls: readonly SplitCall[];
}

/** What each part of the aggregate becomes; none where one of them can't be split, or the side would hardly shrink. */
function planSplit(node: AggregateNode, side: Side, { sources }: RuleContext): readonly Split[] {
  if (expressionsOf(node).some(isVolatile)) return [];
  const { columns } = node.child;
  const input = new SplitInput(side, columns.length);
  const groups = node.groups.map((group) => input.group(group));
  const calls = node.aggregates.flatMap((call) => splitCall(call, input, columns) ?? []);
  if (calls.length < node.aggregates.length || input.keys.length === 0 || !input.isGroupable) return [];
  const split = { input, groups, calls };
  const hasPartial = calls.length === 0 || partialCalls(split) > 0;
  return repeats(side.node, input.keys, hasPartial, sources) ? [split] : [];
}

function partialCalls({ calls }: Split): number {
  return calls.filter((call) => call.isPartial).length;
}

function apply(node: AggregateNode, split: Split, { ids, sources }: RuleContext): PlanNode | null {
  const { input } = split;
  const { side } = input;
  const combined = split.calls.map((call) => call.combine());
  if (combined.some(({ totals }) => totals.length > 0) && node.groupingSets.length !== 1) return null;
  const groups = split.groups.map((group) => group());
  const partial = aggregate(
    side.node,
    {
      groups: input.keys,
      groupingSets: [[...input.keys.keys()]],
      aggregates: input.calls,
      groupingFunctions: [],
    },
    [...input.keys.map((key) => nameOf(key, side.node)), ...input.calls.map((call) => call.name)],
    ids.next(),
  );
  if (sources?.canRun(side.source, partial) === false) return null;
  const kept = new Map(
    input.keys.flatMap((key, at): [number, number][] => (key.kind === 'column' ? [[key.index, at]] : [])),
  );
  const rebuilt = side.rebuild(partial, kept, [...partial.columns.keys()]);
  return over(node, rebuilt, groups, combined, ids);
}

/** The aggregate over the rebuilt joins, its columns as they were. */
function over(
  node: AggregateNode,
  rebuilt: Rebuilt,
  groups: readonly Expression[],
  combined: readonly Combined[],
  ids: NodeIds,
): PlanNode {
  const width = node.child.columns.length;
  const added = rebuilt.added.length;
  const below = rebuilt.node.columns.length;
  const now = (expression: Expression): Expression =>
    remapColumns(expression, (index) => {
      const at =
        index < width
          ? rebuilt.at.get(index)
          : (rebuilt.added[index - width] ?? index - width - added + below);
      if (at === undefined) throw new Error(`Column ${index} was not kept below an aggregate`);
      return at;
    });
  const totals = combined.flatMap((one) => one.totals);
  const input = withTotals(rebuilt.node, totals.map(now), groups.map(now), ids);
  const made = callsOf(combined, width + added);
  const named = made.flatMap((calls, at) =>
    calls.map((call, nth) => ({ call, name: callName(node, at, nth) })),
  );
  const calls = named.map(({ call }): AggregateCall => mapAggregate(call, now));
  const { groupingSets, groupingFunctions } = node;
  const names = [
    ...node.columns.slice(0, groups.length).map((column) => column.name),
    ...named.map(({ name }) => name),
    ...node.columns.slice(groups.length + combined.length).map((column) => column.name),
  ];
  const shape = { groups: groups.map(now), groupingSets, aggregates: calls, groupingFunctions };
  const whole = aggregate(input, shape, names, node.id);
  return withResults(
    node,
    whole,
    combined,
    made.map((one) => one.length),
    ids,
  );
}

/** The calls of each, given its totals, which stand one after the other from a position on. */
function callsOf(combined: readonly Combined[], from: number): readonly (readonly AggregateCall[])[] {
  let next = from;
  return combined.map(({ totals, calls }) => {
    const columns = totals.map(({ type }, at): Expression => ({ kind: 'column', index: next + at, type }));
    next += totals.length;
    return calls(columns);
  });
}

/** The input and, in each row, sums over its whole group. */
function withTotals(
  input: PlanNode,
  totals: readonly Expression[],
  groups: readonly Expression[],
  ids: NodeIds,
): PlanNode {
  if (totals.length === 0) return input;
  const calls = totals.map(
    (argument): WindowCall => ({
      kind: 'window-call',
      name: 'sum',
      args: [argument],
      type: argument.type,
      distinct: false,
      filter: null,
      ignoreNulls: false,
      partitionBy: groups,
      orderBy: [],
      argumentOrder: [],
      frame: WHOLE_GROUP,
    }),
  );
  return window(
    input,
    calls,
    calls.map(() => 'total'),
    ids.next(),
  );
}

/** Without an order, every row of the partition is a peer of the current one. */
const WHOLE_GROUP = {
  unit: 'range',
  start: { kind: 'unbounded-preceding' },
  end: { kind: 'current-row' },
  exclude: 'no others',
} as const;

function withResults(
  node: AggregateNode,
  whole: AggregateNode,
  combined: readonly Combined[],
  calls: readonly number[],
  ids: NodeIds,
): PlanNode {
  const columns = whole.columns.map(
    (column, index): Expression => ({ kind: 'column', index, type: column.type }),
  );
  let next = node.groups.length;
  const results = combined.map(({ result }, at) => {
    const from = next;
    next += calls[at] ?? 0;
    return result(columns.slice(from, next));
  });
  const all = [...columns.slice(0, node.groups.length), ...results, ...columns.slice(next)];
  if (all.every((one, at) => one === columns[at])) return whole;
  return project(
    whole,
    all,
    node.columns.map((column) => column.name),
    ids.next(),
  );
}

function nameOf(key: Expression, input: PlanNode): string {
  return (key.kind === 'column' ? input.columns[key.index]?.name : undefined) ?? 'key';
}

/** The second call of an average counts. */
function callName(node: AggregateNode, at: number, nth: number): string {
  const name = node.columns[node.groups.length + at]?.name ?? 'value';
  return nth === 0 ? name : `${name}_count`;
}
