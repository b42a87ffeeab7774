import { typeBytes } from '../../cost/row-bytes.ts';
import { project } from '../../plan/builders.ts';
import { withChildren } from '../../plan/children.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, mapParts, partsOf, remapColumns } from '../../plan/expression-children.ts';
import { expressionsOf, mapNodeExpressions } from '../../plan/node-expressions.ts';
import type { AggregateNode, PlanNode, ProjectNode } from '../../plan/node.ts';
import { expressionKey } from '../expression-key.ts';
import type { Side } from '../partial-aggregates/side.ts';
import { sidesOf } from '../partial-aggregates/side.ts';
import { SplitInput } from '../partial-aggregates/split-input.ts';
import type { Rule, RuleContext } from '../rule.ts';

/**
 * ```
 * aggregate sum(case when b.text like 'x%' then a.y end)      aggregate sum(case when p then a.y end)
 *   inner join a.x = b.x                                        inner join a.x = b.x
 *     scan s.a                                             →      scan s.a
 *     scan t.b [x, text]                                          project b.x, b.text like 'x%' as p
 *                                                                   scan t.b [x, text]
 * ```
 * What is computed of one input of joins across sources is computed there, where the result is narrower than
 * the columns that then need not travel. Not where the joins or other expressions need those columns all the same, nor
 * where the source can't compute it; not for what may raise or is volatile, nor, over a null-supplied input,
 * for what is not NULL of NULLs.
 */
export const computeAtSide: Rule = {
  name: 'compute-at-side',
  scope: 'node',
  apply(node, context): PlanNode | null {
    if (node.kind !== 'aggregate' && node.kind !== 'project') return null;
    for (const side of sidesOf(node.child)) {
      const computed = narrower(node, side);
      const done = computed === null ? null : rebuilt(node, side, computed, context);
      if (done !== null) return done;
    }
    return null;
  },
};

interface Computed {
  /** By its key over the top, each expression over the side. */
  readonly parts: ReadonlyMap<string, Expression>;
  /** The side's columns that only they read. */
  readonly gone: ReadonlySet<number>;
}

/** What the side could compute; null where no fewer bytes would travel. */
function narrower(node: AggregateNode | ProjectNode, side: Side): Computed | null {
  const input = new SplitInput(side, node.child.columns.length);
  const all = new Map<string, Expression>();
  const needed = new Set(side.read);
  const visit = (expression: Expression): void => {
    const inside = partsOf(expression).length === 0 ? null : input.within(expression);
    if (inside !== null) all.set(expressionKey(expression), inside);
    else if (expression.kind === 'column' || expression.kind === 'lambda') {
      for (const index of columnsUsed(expression)) needed.add(side.origin[index] ?? -1);
    } else partsOf(expression).forEach(visit);
  };
  expressionsOf(node).forEach(visit);
  const gone = new Set(
    [...all.values()].flatMap((one) => [...columnsUsed(one)].filter((at) => !needed.has(at))),
  );
  const parts = new Map([...all].filter(([, one]) => [...columnsUsed(one)].some((at) => gone.has(at))));
  const before = [...gone].reduce(
    (sum, at) => sum + typeBytes(side.node.columns[at]?.type ?? { id: 'NULL' }),
    0,
  );
  const after = [...parts.values()].reduce((sum, one) => sum + bytesOf(one), 0);
  return after < before ? { parts, gone } : null;
}

/** As the type has it, but for text that is cut at a constant length. */
function bytesOf(expression: Expression): number {
  if (expression.kind !== 'call' || expression.name !== 'substring') return typeBytes(expression.type);
  const length = expression.args[2];
  const characters = length?.kind === 'literal' ? Number(length.value) : Number.NaN;
  return Number.isNaN(characters)
    ? typeBytes(expression.type)
    : Math.min(characters, typeBytes(expression.type));
}

function rebuilt(
  node: AggregateNode | ProjectNode,
  side: Side,
  { parts, gone }: Computed,
  { ids, sources }: RuleContext,
): PlanNode | null {
  const stay = [...side.node.columns.keys()].filter((at) => !gone.has(at));
  const columns = stay.map((index): Expression => {
    return { kind: 'column', index, type: side.node.columns[index]?.type ?? fail(index) };
  });
  const names = [
    ...stay.map((at) => side.node.columns[at]?.name ?? ''),
    ...[...parts].map((_, at) => `computed_${at}`),
  ];
  const narrow = project(side.node, [...columns, ...parts.values()], names, ids.next());
  if (sources?.canRun(side.source, narrow) === false) return null;
  const added = [...parts.keys()].map((_, at) => stay.length + at);
  const top = side.rebuild(narrow, new Map(stay.map((at, now) => [at, now])), added);
  const keys = [...parts.keys()];
  const replace = (expression: Expression): Expression => {
    const at = top.added[keys.indexOf(expressionKey(expression))];
    if (at !== undefined) return { kind: 'column', index: at, type: expression.type };
    if (expression.kind === 'column' || expression.kind === 'lambda')
      return remapColumns(expression, (index) => top.at.get(index) ?? fail(index));
    return mapParts(expression, replace);
  };
  return withChildren(mapNodeExpressions(node, replace), [top.node]);
}

function fail(index: number): never {
  throw new Error(`Column ${index} was not kept below computed columns`);
}
