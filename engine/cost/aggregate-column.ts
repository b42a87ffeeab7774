import type { AggregateCall, Expression } from '../plan/expression.ts';
import type { AggregateNode } from '../plan/node.ts';
import { isInteger } from '../types/type-class.ts';
import { type ColumnEstimate, type Normal, unknownColumn } from './column-estimate.ts';
import { quantiles } from './distribution.ts';
import type { Estimates } from './estimates.ts';
import { valueEstimate } from './value-estimate.ts';

const QUANTILES = 100;

/**
 * An aggregate's values over the groups. Sums, counts and means lie about theirs: of n independent rows a group, n
 * itself evenly from 1 to twice its mean, Var(sum) = E(n) Var(x) + Var(n) E(x)² (law of total variance).
 */
export function aggregateColumn(
  node: AggregateNode,
  call: AggregateCall,
  estimates: Estimates,
): ColumnEstimate | null {
  const rows = estimates.rows(node.child);
  const groups = estimates.rows(node);
  const unknown = unknownColumn(call.type);
  const [argument] = call.args;
  const value =
    argument === undefined ? null : valueEstimate(argument, (index) => estimates.column(node.child, index));
  if (call.name === 'min' || call.name === 'max' || call.name === 'first' || call.name === 'any_value') {
    if (value === null) return unknown;
    const distinct = groups === null ? value.distinct : Math.min(value.distinct ?? groups, groups);
    return { ...value, distinct, domain: distinct, common: [], histogram: [], origin: null };
  }
  if (rows === null || groups === null || groups < 1) return unknown;
  const normal = normalOf(call, Math.max(1, rows / groups), value);
  const differ = differing(call, normal, groups);
  return { ...unknown, distinct: differ, domain: differ, nulls: normal === null ? null : 0, normal };
}

/** Values that nearly all of a normal distribution lie between, at either side of its mean, in deviations. */
const NEARLY_ALL = 3;

/** Sums and means of numbers with fractions are taken to differ from group to group, whole ones as far as they are spread. */
function differing(call: AggregateCall, normal: Normal | null, groups: number): number | null {
  if (!/^(sum|avg|count)/.test(call.name)) return null;
  if (!isInteger(call.type)) return groups;
  return normal === null ? null : Math.min(groups, 2 * NEARLY_ALL * normal.deviation + 1);
}

function normalOf(call: AggregateCall, size: number, value: ColumnEstimate | null): Normal | null {
  const sizes = (size * size - size) / 3;
  if (call.name === 'count_star') return { mean: size, deviation: Math.sqrt(sizes) };
  if (call.distinct || value === null) return null;
  if (call.name === 'count') {
    const share = 1 - (value.nulls ?? 0);
    return { mean: size * share, deviation: Math.sqrt(sizes) * share };
  }
  const moments = momentsOf(value);
  if (moments === null) return null;
  const { mean, variance } = moments;
  if (call.name === 'avg') return { mean, deviation: Math.sqrt(variance / size) };
  if (!call.name.startsWith('sum')) return null;
  return { mean: size * mean, deviation: Math.sqrt(size * variance + sizes * mean * mean) };
}

function momentsOf(value: ColumnEstimate): { readonly mean: number; readonly variance: number } | null {
  if (value.normal !== null) return { mean: value.normal.mean, variance: value.normal.deviation ** 2 };
  const points = quantiles(value, QUANTILES);
  if (points === null || points.length === 0) return null;
  const mean = points.reduce((sum, one) => sum + one, 0) / points.length;
  const variance = points.reduce((sum, one) => sum + (one - mean) ** 2, 0) / points.length;
  return { mean, variance };
}

/** A group's column: each of its values once for each group. */
export function groupColumn(
  node: AggregateNode,
  group: Expression,
  estimates: Estimates,
): ColumnEstimate | null {
  const value = valueEstimate(group, (index) => estimates.column(node.child, index));
  if (value === null || node.groups.length > 1 || value.distinct === null) return value;
  // The only group: no value is more frequent than another.
  const { distinct } = value;
  const common = value.common.map(({ value: one }) => ({ value: one, share: 1 / Math.max(1, distinct) }));
  return { ...value, common, nulls: value.nulls === 0 ? 0 : 1 / Math.max(1, distinct + 1) };
}
