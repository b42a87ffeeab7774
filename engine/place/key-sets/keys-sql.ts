import { duckdbDialect } from '../../duckdb/dialect.ts';
import { filter, project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import { keyColumn } from '../../plan/key-set.ts';
import type { PlanNode } from '../../plan/node.ts';
import { BOOLEAN, sameType } from '../../types/data-type.ts';
import type { Edge } from './find-edges.ts';
import { traceSource, type Tracing } from './trace-source.ts';

/** Keys as expressions over what gives them. */
interface TracedKeys {
  readonly source: PlanNode;
  readonly keys: readonly Expression[];
}

/**
 * DuckDB SQL for the distinct keys of some edges of one join, a column for each, without NULLs, in the types of the
 * target's columns. A key that its type can't hold equals none of its values and is left out. Null where the columns of
 * a composite key can't be had from the one fragment together.
 */
export function keysSql(edges: readonly Edge[], context: Tracing): string | null {
  const traced = traceKeys(edges, context);
  if (traced === null) return null;
  const { ids } = context;
  const { source, keys } = traced;
  const narrowed = edges.map(({ type }, at) => narrow(keys[at], type));
  const names = edges.map((_, at) => keyColumn(at));
  const computed = project(
    source,
    [...narrowed, ...keys],
    [...names, ...edges.map((_, at) => `wide ${at + 1}`)],
    ids.next(),
  );
  const predicates = edges.flatMap(({ type }, at): Expression[] => {
    const kept: Expression = { kind: 'column', index: at, type };
    const isThere: Expression = { kind: 'is-null', type: BOOLEAN, child: kept, negated: true };
    const key = keys[at];
    if (key === undefined || narrowed[at] === key) return [isThere];
    const right: Expression = { kind: 'column', index: edges.length + at, type: key.type };
    const left: Expression = { kind: 'cast', type: key.type, child: kept, try: false };
    return [isThere, { kind: 'compare', type: BOOLEAN, op: '=', left, right }];
  });
  const kept = edges.map(({ type }, index): Expression => ({ kind: 'column', index, type }));
  const child = project(filter(computed, predicates, ids.next()), kept, names, ids.next());
  const distinct: PlanNode = {
    kind: 'distinct',
    id: ids.next(),
    child,
    on: null,
    orderBy: [],
    columns: child.columns,
  };
  return duckdbDialect.print(distinct).sql;
}

function narrow(key: Expression | undefined, type: Edge['type']): Expression {
  if (key === undefined) throw new Error('Each edge has a key');
  return sameType(key.type, type) ? key : { kind: 'cast', type, child: key, try: true };
}

function traceKeys(edges: readonly Edge[], context: Tracing): TracedKeys | null {
  const [first] = edges;
  if (first === undefined) return null;
  if (edges.length === 1) return { source: first.source, keys: [first.key] };
  const used = new Set(edges.flatMap(({ wanted }) => [...columnsUsed(wanted)]));
  const traced = traceSource(first.side, used, context);
  if (traced === null || traced.fragment !== first.from) return null;
  const keys = edges.map(({ wanted }) => remapColumns(wanted, (index) => traced.at(index) ?? 0));
  return { source: traced.node, keys };
}
