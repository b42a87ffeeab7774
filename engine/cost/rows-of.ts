import type { Expression } from '../plan/expression.ts';
import type {
  AggregateNode,
  LimitNode,
  PlanNode,
  SampleNode,
  SetOperationNode,
  UnnestNode,
} from '../plan/node.ts';
import { combinations } from './combinations.ts';
import { combinedColumn } from './derived-column.ts';
import type { Estimates } from './estimates.ts';
import { atLeastOne } from './join-estimate.ts';

/** Rows that an operator gives, of what its inputs give; null where that is not known and nothing bounds it. */
export function rowsOf(node: PlanNode, estimates: Estimates): number | null {
  switch (node.kind) {
    case 'scan':
      return estimates.table(node).rows;
    case 'fragment-scan':
      return estimates.fragmentRows(node.fragment);
    case 'filter': {
      const rows = estimates.rows(node.child);
      return rows === null ? null : atLeastOne(rows * estimates.filtered(node).share, rows);
    }
    case 'project':
    case 'model':
    case 'governed':
    case 'sort':
    case 'window':
      return estimates.rows(node.child);
    case 'join':
    case 'delim-join':
      return estimates.join(node).rows;
    case 'delim-scan': {
      const join = estimates.definition(node.delim);
      return join?.kind === 'delim-join' ? combinations(join.left, join.keys, estimates) : null;
    }
    case 'aggregate':
      return grouped(node, estimates);
    case 'distinct':
      return combinations(node.child, node.on ?? allColumns(node), estimates);
    case 'limit':
      return limited(node, estimates);
    case 'top-n':
      return least(less(estimates.rows(node.child), node.offset), node.limit);
    case 'values':
      return node.rows.length;
    case 'set-operation':
      return combined(node, estimates);
    case 'cte':
      return estimates.rows(node.body);
    case 'cte-ref': {
      const definition = estimates.definition(node.cte);
      return definition === null ? null : estimates.rows(definition);
    }
    case 'unnest':
      return unnested(node, estimates);
    case 'sample':
      return sampled(node, estimates);
    case 'table-function':
      return node.child === null ? series(node.name, node.args) : null;
  }
}

function grouped(node: AggregateNode, estimates: Estimates): number | null {
  if (node.groups.length === 0) return Math.max(1, node.groupingSets.length);
  return node.groupingSets.reduce<number | null>((sum, set) => {
    const groups = set.flatMap((at) => node.groups[at] ?? []);
    const rows = groups.length === 0 ? 1 : combinations(node.child, groups, estimates);
    return sum === null || rows === null ? null : sum + rows;
  }, 0);
}

function limited(node: LimitNode, estimates: Estimates): number | null {
  const rows = less(estimates.rows(node.child), numberOf(node.offset) ?? 0);
  const count = numberOf(node.limit);
  if (!node.percent) return least(rows, count);
  return rows === null || count === null ? rows : (rows * count) / 100;
}

function sampled(node: SampleNode, estimates: Estimates): number | null {
  const rows = estimates.rows(node.child);
  const size = Number(node.size);
  if (!Number.isFinite(size)) return rows;
  if (!node.percent) return least(rows, size);
  return rows === null ? null : (rows * size) / 100;
}

function combined(node: SetOperationNode, estimates: Estimates): number | null {
  const inputs = node.inputs.map((input) => estimates.rows(input));
  const [first = null] = inputs;
  if (node.op === 'except') return first;
  if (node.op === 'intersect') return inputs.reduce(least, first);
  const sum = inputs.reduce<number | null>(
    (all, one) => (all === null || one === null ? null : all + one),
    0,
  );
  if (node.all) return sum;
  const each = node.columns.map((_, at) => combinedColumn(node, at, estimates)?.distinct ?? null);
  const product = each.reduce<number | null>(
    (all, one) => (all === null || one === null ? null : all * Math.max(1, one)),
    1,
  );
  return least(sum, product);
}

/** Known where the lists are written out: the longest decides. */
function unnested(node: UnnestNode, estimates: Estimates): number | null {
  const rows = estimates.rows(node.child);
  const lengths = node.lists.map((list) => lengthOf(list));
  if (rows === null || lengths.some((one) => one === null)) return null;
  return rows * Math.max(0, ...lengths.map((one) => one ?? 0));
}

function allColumns(node: PlanNode): readonly Expression[] {
  return node.columns.map(({ type }, index) => ({ kind: 'column', index, type }));
}

function least(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function less(rows: number | null, offset: number): number | null {
  return rows === null ? null : Math.max(0, rows - offset);
}

function numberOf(count: Expression | null): number | null {
  if (count?.kind === 'cast') return numberOf(count.child);
  return count?.kind === 'literal' && typeof count.value === 'string' ? Number(count.value) : null;
}

function lengthOf(list: Expression): number | null {
  if (list.kind === 'cast') return lengthOf(list.child);
  if (list.kind === 'literal') return Array.isArray(list.value) ? list.value.length : 0;
  return list.kind === 'call' && list.name === 'list_value' ? list.args.length : null;
}

/** Rows of `generate_series` and `range` over constants. */
function series(name: string, args: readonly Expression[]): number | null {
  if (name !== 'generate_series' && name !== 'range') return null;
  const numbers = args.map(numberOf);
  const [first = null, second = null, step = args.length > 2 ? null : 1] = numbers;
  const [from, to] = args.length === 1 ? [0, first] : [first, second];
  if (from === null || to === null || step === null || step === 0) return null;
  if (![from, to, step].every(Number.isFinite)) return null;
  const count = (to - from) / step;
  return Math.max(0, name === 'range' ? Math.ceil(count) : Math.floor(count) + 1);
}
